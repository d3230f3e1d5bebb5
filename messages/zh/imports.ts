export const imports = {
  title: '导入导出',
} as const;
