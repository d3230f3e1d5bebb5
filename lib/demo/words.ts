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

/** Cities that no map has, so that no generated company can be taken for a real one; by the region they are put in. */
export const citiesByRegion: Record<string, readonly string[]> = {
  华东: split('霁原 砚城 蓝汀 岚海 栖云 沐州 静澜 晴川浦 云杉港'),
  华南: split('浪川 禾湾 临屿 白鹭洲 汀州湾'),
  华北: split('朔溪 雁陂 霜桥 鹿野 榆川'),
  华中: split('枫渡 泊州 澄岭 棠川 明岫'),
  西南: split('青屿 苍浦 梧岭 碧梧'),
  西北: split('星渚 望舒 归雁'),
  东北: split('镜湖口 松陵渡 溪山'),
};
export const brandFirst = split(
  '华 云 锐 恒 中 新 金 瑞 博 德 远 宏 鼎 天 海 安 盛 凯 立 创 卓 智 信 同 泰 江 东 启 明 嘉 景 和 诚 品 晟 森 朗 元 科 迈',
);
export const brandLast = split(
  '信 腾 达 科 联 源 泽 创 辉 捷 峰 图 维 澜 拓 邦 力 特 程 通 宇 晨 航 原 洲 基 成 隆 益 润 佳 杉 川 石 禾 桥 格 越 微',
);
/** What companies of an industry call themselves. */
export const tradesByIndustry: Record<string, readonly string[]> = {
  机械制造: split('机电设备 精密制造 自动化 仪器仪表 重工'),
  电子: split('电子科技 光电 微电子'),
  汽车: split('汽车零部件 汽配 车业'),
  食品饮料: split('食品 饮品 农业科技'),
  医药: split('医疗器械 生物科技 药业'),
  化工: split('化工 新材料 涂料'),
  建筑: split('建材 装饰工程 建设'),
  物流: split('物流 供应链 仓储'),
  信息技术: split('信息技术 软件 网络科技'),
  能源: split('能源 环保科技 电力设备'),
  教育: split('教育科技 文化传播'),
  纺织服装: split('纺织 服饰 针织'),
};
export const companyForms = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司'];

export const industries = Object.keys(tradesByIndustry);
export const regions = Object.keys(citiesByRegion);
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
export const demandChanges = ['数量增加', '预算下调', '增加维保', '推迟到下半年', '想换成租用', '要加接口'];
export const customerNotes = [
  '老板娘管采购，下午四点以后打电话',
  '发票抬头要写全称，上次写简称被退回来了',
  '进厂要提前一天报车牌和身份证',
  '付款每月 25 日统一走，错过就等下个月',
  '技术和采购两边意见不一致，要一起约',
  '喜欢发微信，电话经常开会不接',
  '货送二号门，找仓库登记',
  '以前用的是别家的系统，数据迁移是顾虑',
  '年底会做下一年的预算，十月前要把方案给到',
  '集团统一招标，单笔超过 20 万要走流程',
];
export const saleNotes = [
  '含安装调试',
  '跟上次同样的配置，价格不变',
  '客户要求月底前到货',
  '送到二厂区，收货人和上次不同',
  '赠品随货发出',
  '按年度框架价',
  '分两批交货，一次开票',
];
export const returnNotes = [
  '两台外壳划伤，退回',
  '型号发错，退回换货',
  '多订了一箱，原包装退回',
  '项目缩减，退掉一部分',
];
export const rejectReasons = [
  '合同还没有盖章',
  '单价低于底价，先走特价申请',
  '客户名称和合同对不上',
  '数量和送货单不一致',
];
export const voidReasons = ['客户取消订单', '重复登记', '客户改签另一份合同'];
export const cancelReasons = ['客户改期', '和上次拜访合在一起了', '对方出差，下月再约'];
export const strategicReasons = ['区域龙头，带动上下游', '集团客户，几家分厂都有机会', '新行业的样板'];
