export const targets = {
  title: '业绩目标',
} as const;
