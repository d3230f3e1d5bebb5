export const followUps = {
  title: '客户跟进',
} as const;
