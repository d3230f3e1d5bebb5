export const sales = {
  title: '业绩管理',
} as const;
