export const customers = {
  title: '客户管理',
  level: { strategic: '战略', key: '重点', potential: '潜力', normal: '普通' },
  stage: {
    contact: '初步接触',
    research: '需求调研',
    evaluation: '方案评估',
    negotiation: '报价谈判',
    won: '成交合作',
    lost: '流失',
  },
} as const;
