export const review = {
  title: '待审核',
} as const;
