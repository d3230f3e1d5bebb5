export const payments = {
  title: '回款记录',
  caption: {
    rep: '你的销售收到的回款',
    supervisor: '本团队的销售收到的回款',
    manager: '全部回款，按销售的归属',
  },
  what: '回款',
  emptyTitle: '还没有回款',
  emptyText: '登记或导入销售的回款后，每一笔都列在这里。',
  columns: {
    paidOn: '回款日期',
    amount: '回款金额（元）',
    number: '销售单号',
    customer: '客户名称',
    rep: '销售员',
    sale: '成交金额（元）',
    method: '方式',
    note: '说明',
  },
  instalments: {
    notAbove0: '每期金额要大于 0',
    notLater: '每期要晚于上一期',
    tooMuch: '各期合计比成交金额 {{amount}} 多 {{difference}}',
    tooLittle: '各期合计比成交金额 {{amount}} 少 {{difference}}',
  },
} as const;
