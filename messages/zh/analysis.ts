export const analysis = {
  title: '业绩分析',
} as const;
