/** Names of figures and their 口径 (R22), and of a report's rows. */
export const definitions = {
  total: '合计',
  rows: { earlier: '更早月份', later: '更晚月份' },
  none: {
    rep: '未填销售员',
    team: '未分团队',
    region: '未填区域',
    line: '未填产品线',
    level: '未填等级',
    product: '未选产品',
    month: '未填月份',
    industry: '未填行业',
    source: '未填来源',
    customer: '未填客户',
  },
  levels: { strategic: '战略', key: '重点', potential: '潜力', normal: '普通' },
} as const;
