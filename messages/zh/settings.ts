export const settings = {
  dictionaries: '选项字典',
} as const;
