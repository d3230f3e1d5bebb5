export const followUps = {
  title: '客户跟进',
  method: { phone: '电话', visit: '拜访', email: '邮件', wechat: '微信', meeting: '会议' },
  showAll: '展开全文',
  fold: '收起',
} as const;
