import type { FeedbackTag, FollowUpMethod } from '@/db/schema/follow-ups';

/** What a salesperson writes down after a contact. {人} is whom they spoke to, {品} a product. */
export type Talk = {
  methods: readonly FollowUpMethod[];
  text: string;
  feedback?: string;
  tags?: readonly FeedbackTag[];
  next?: string;
};

const [phone, visit, email, wechat, meeting] = ['phone', 'visit', 'email', 'wechat', 'meeting'] as const;

/** Before the first order. */
export const beforeOrder: readonly Talk[] = [
  {
    methods: [phone],
    text: '第一次通话，{人}说现在还是手工记，想先看看{品}的资料',
    feedback: '有兴趣，没时间表',
    tags: ['waiting'],
    next: '发{品}的资料和两个同行案例',
  },
  {
    methods: [phone, wechat],
    text: '{人}问了{品}的价格和交期，说要报给领导',
    tags: ['interested'],
    next: '把正式报价发过去',
  },
  {
    methods: [visit],
    text: '到厂里看了现场，产线上要加两个采集点，{人}带着走了一圈',
    feedback: '认可方案',
    tags: ['interested'],
    next: '按现场情况改方案',
  },
  {
    methods: [visit],
    text: '带样机过去演示了{品}，车间主任觉得好用，{人}担心老员工不会',
    feedback: '要培训',
    tags: ['interested'],
    next: '报一版含现场培训的价格',
  },
  {
    methods: [email],
    text: '发了{品}的报价单，写明含安装和一年维保',
    next: '三天后电话问意见',
  },
  {
    methods: [phone],
    text: '追报价，{人}说比另外一家高八个点，让再想想办法',
    feedback: '价格偏高，想要九五折',
    tags: ['expensive'],
    next: '申请特价，给第二版报价',
  },
  {
    methods: [meeting],
    text: '线上会，他们 IT 和采购都在，主要问接口和数据放哪里',
    feedback: '要先做安全评估',
    tags: ['waiting'],
    next: '补一份接口说明',
  },
  {
    methods: [phone, wechat],
    text: '{人}说预算推到下季度了，先保持联系',
    feedback: '下季度再谈',
    tags: ['postponed'],
    next: '下季度初再联系',
  },
  {
    methods: [phone],
    text: '{人}离职了，采购换了人，重新介绍了一遍{品}',
    feedback: '新的负责人要重新比价',
    tags: ['waiting'],
    next: '约新负责人见面',
  },
  { methods: [wechat], text: '发了同行的案例，{人}回了个大拇指，说周会上提一下', tags: ['interested'] },
  {
    methods: [visit],
    text: '拜访时对方老总在，聊了二十分钟，明确今年要上{品}',
    feedback: '年内要定',
    tags: ['interested'],
    next: '约技术交流，带实施的同事一起',
  },
  {
    methods: [phone],
    text: '问招标时间，说还在走立项，大概下个月挂网',
    tags: ['waiting'],
    next: '准备投标资质',
  },
  { methods: [phone], text: '{人}说暂时不考虑了，原来那家续了一年', feedback: '明年到期前再找他', tags: ['declined'] },
];

/** With orders running. */
export const withOrders: readonly Talk[] = [
  {
    methods: [phone],
    text: '回访{品}的使用情况，运行正常，{人}问了延保价格',
    tags: ['interested'],
    next: '报延保一年的价格',
  },
  { methods: [phone, wechat], text: '确认下个月的用量，{人}说和这个月差不多，月底下单', next: '月底催单' },
  {
    methods: [phone],
    text: '催上一笔货款，{人}说财务月底统一安排',
    feedback: '月底付款',
    next: '月底再问一次',
  },
  {
    methods: [phone],
    text: '又问货款，说发票还没到财务那里，已让同事重新寄出',
    feedback: '收到发票就付',
    next: '确认发票签收',
  },
  { methods: [wechat], text: '发了对账单，{人}说没问题，下周盖章寄回来' },
  {
    methods: [visit],
    text: '到现场处理报警问题，是{品}的电池没充满，教了班组长怎么看',
    feedback: '处理得快，满意',
  },
  {
    methods: [visit],
    text: '季度回访，{人}说二期要扩到三条线，让先给个框架价',
    feedback: '量大希望再让两个点',
    tags: ['interested', 'expensive'],
    next: '报框架价，请主管一起谈',
  },
  { methods: [email], text: '发了涨价说明和下半年价格表，{人}回复已转采购', next: '电话确认有没有意见' },
  {
    methods: [meeting],
    text: '年度回顾会，对方提了三条：交期、备件、响应时间，都记下了',
    next: '一周内书面答复三条意见',
  },
  {
    methods: [phone],
    text: '{人}说仓库还有库存，这个月先不订，{品}下个月再说',
    tags: ['postponed'],
    next: '下月初再问',
  },
  {
    methods: [wechat, phone],
    text: '{人}打听{品}，说兄弟厂也想上，愿意帮忙引荐',
    tags: ['interested'],
    next: '请{人}约兄弟厂的人',
  },
  { methods: [phone], text: '到货确认，数量对，外箱有一件压坏，里面没事' },
  {
    methods: [visit],
    text: '送货时顺便见了{人}，聊了明年预算，{品}会列进去',
    feedback: '明年预算里有',
    tags: ['interested'],
  },
  {
    methods: [phone],
    text: '有同行报低价抢，{人}问我们能不能跟，答应两天内回',
    tags: ['expensive'],
    next: '两天内给答复',
  },
];

/** 未接通. */
export const unreached = {
  phone: ['打了两次没人接，下午再打', '关机', '前台说{人}在开会，留了话', '一直占线', '响了几声被挂断，改天再打'],
  wechat: ['发了消息没有回，明天打电话', '加了微信还没通过'],
} as const;

export const objectives = [
  '回访使用情况',
  '确认下月用量',
  '送样并讲解',
  '谈合同条款',
  '催收货款',
  '介绍新品',
  '送对账单',
  '约技术交流',
];
