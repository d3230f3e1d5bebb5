export const home = {
  title: '工作台',
} as const;
