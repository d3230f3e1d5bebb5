// Word lists of the generated data. People and companies are fictitious.

const split = (text: string) => text.trim().split(/\s+/);

export const firstPeople = {
  managers: ['林一鸣'],
  supervisors: ['苏晴', '周启明', '顾文博', '沈若兰', '郑海涛', '唐雨桐', '贺知远', '曾慧敏'],
  reps: split(
    '王磊 李娜 陈思远 赵晓彤 单立群 刘佳怡 孙浩然 吴静宜 何俊杰 曾雅琪 黄子轩 徐梦瑶 马天宇 朱婉清 胡建业 解晓东 高雪莹 罗志强 梁诗涵 宋博文 仇海峰 冯雨欣 查理明 谢安然',
  ),
};
export const surnames = split(
  '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 潘 袁 蔡 蒋 余 欧阳 单 解 仇 查',
);
export const givenNames = split(
  '伟 芳 敏 静 强 洋 艳 勇 杰 娟 涛 明 超 霞 平 刚 桂英 建华 志强 秀兰 海燕 文静 晓峰 雪梅 子涵 浩宇 欣怡 梓萱 俊熙 诗琪 宇航 思源 佳宁 若曦 一凡 天佑 雨桐 嘉懿 煜城 烨磊',
);
export const teams = ['华东一组', '华南组', '华北组', '西南组', '大客户组', '渠道组', '华中组', '海外组'];

/** Cities that no map has, so that no generated company can be taken for a real one. */
export const cities = split(
  '霁原 砚城 浪川 枫渡 蓝汀 岚海 朔溪 青屿 禾湾 临屿 泊州 栖云 澄岭 云杉港 星渚 雁陂 沐州 白鹭洲 霜桥 棠川 汀州湾 明岫 鹿野 苍浦 静澜 榆川 镜湖口 梧岭 碧梧 松陵渡 望舒 归雁 溪山 晴川浦',
);
export const brandFirst = split(
  '华 云 锐 恒 中 新 金 瑞 博 德 远 宏 鼎 天 海 安 盛 凯 立 创 卓 智 信 同 泰 江 东 启 明 嘉 景 和 诚 品 晟 森 朗 元 科 迈',
);
export const brandLast = split(
  '信 腾 达 科 联 源 泽 创 辉 捷 峰 图 维 澜 拓 邦 力 特 程 通 宇 晨 航 航 原 洲 基 成 隆 益 润 佳 杉 川 石 禾 桥 格 越 微',
);
export const trades = split(
  '机电设备 精密制造 新材料 电子科技 自动化 仪器仪表 包装材料 食品 医疗器械 生物科技 物流 供应链 建材 装饰工程 环保科技 能源 汽车零部件 纺织 化工 信息技术 软件 商贸 实业 农业科技 印务',
);
export const companyForms = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司'];

export const industries = split('机械制造 电子 汽车 食品饮料 医药 化工 建筑 物流 信息技术 能源 教育 纺织服装');
export const regions = split('华东 华南 华北 华中 西南 西北 东北');
export const sources = split('展会 老客户介绍 网络询盘 电话开发 招投标 渠道伙伴');
export const demandTypes = split('新购 复购 扩容 维保 定制 咨询 不明确');
export const lossReasons = split('价格 竞品 项目取消 交期 需求变化 联系不上');

/** Product line → products with unit and price in yuan. */
export const catalogue: Record<string, readonly (readonly [name: string, unit: string, yuan: number])[]> = {
  硬件: [
    ['智能终端 T1', '台', 2680],
    ['智能终端 T3', '台', 4280],
    ['数据采集器', '台', 1860],
    ['工业网关 G2', '台', 5600],
    ['边缘服务器', '台', 38800],
    ['温湿度传感器', '只', 168],
    ['手持扫码枪', '把', 980],
    ['标签打印机', '台', 2350],
  ],
  软件: [
    ['生产管理系统', '套', 68000],
    ['仓储管理系统', '套', 52000],
    ['设备管理模块', '套', 18000],
    ['报表分析模块', '套', 12800],
    ['移动端许可', '个', 360],
    ['接口开发包', '套', 9800],
  ],
  服务: [
    ['实施服务', '人天', 1800],
    ['现场培训', '次', 3500],
    ['系统集成', '项', 25000],
    ['数据迁移', '项', 8600],
    ['咨询诊断', '次', 6800],
  ],
  维保: [
    ['年度维保', '年', 15000],
    ['延保一年', '台', 420],
    ['上门维修', '次', 680],
    ['备件包', '套', 2200],
  ],
  耗材: [
    ['标签纸', '卷', 28.5],
    ['碳带', '卷', 46.8],
    ['电池组', '组', 135],
    ['连接线缆', '米', 12.35],
    ['保护壳', '个', 59],
  ],
};

export const titles = split('采购经理 总经理 采购主管 工程部经理 信息主管 财务经理 仓储主管 技术总监');
export const summaries = [
  '电话沟通了本月的采购计划，对方还在走内部审批',
  '到厂里看了现场，产线要加两个采集点',
  '发了报价单，对方要和另外两家比价',
  '确认了交期，合同在法务那边',
  '回访使用情况，设备运行正常，问了延保价格',
  '对方换了采购负责人，重新介绍了方案',
  '催了上一笔货款，说月底安排付款',
  '约了下周带工程师去做演示',
  '对方预算推到下季度，先保持联系',
  '谈了年度框架协议，量大希望再让两个点',
];
export const feedbacks = ['价格偏高', '认可方案', '要再比较', '交期太长', '近期就定', null, null];
export const objectives = ['回访使用情况', '确认采购计划', '送样并讲解', '谈合同条款', '催收货款', '介绍新品'];
export const plans = ['发一份正式报价', '约技术交流', '下次带样机', '等对方消息后再联系', '跟进合同盖章'];
export const demandChanges = ['数量增加', '预算下调', '增加维保', '推迟到下半年', null, null, null, null, null, null];
