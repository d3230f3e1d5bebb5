export const customers = {
  title: '客户管理',
} as const;
