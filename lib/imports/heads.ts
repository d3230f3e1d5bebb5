import { nameKey } from '../text';
import { cellText, type Sheet } from './cells';

export const sheetKinds = ['customers', 'sales', 'followups'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** The usual heads of each field, Chinese and English. The first is the one templates and messages use. */
const heads = {
  customers: {
    code: ['客户编号', '客户编码', '客户代码', '编号', 'customer code', 'customer no', 'customer id', 'code'],
    name: ['客户名称', '客户', '公司名称', '客户全称', '名称', 'customer name', 'customer', 'company', 'name'],
    industry: ['所属行业', '行业', 'industry'],
    region: ['区域', '地区', '所在地区', '所属区域', 'region'],
    source: ['客户来源', '来源', 'source'],
    contact: ['联系人', '主要联系人', '联系人姓名', 'contact', 'contact name', 'contact person'],
    phone: ['联系方式', '联系电话', '电话', '手机', '手机号', '手机号码', 'phone', 'mobile', 'telephone'],
    wechat: ['微信', '微信号', 'wechat'],
    email: ['邮箱', '电子邮箱', '电子邮件', 'email', 'e-mail'],
    level: ['客户等级', '等级', '客户级别', '级别', 'level', 'customer level', 'grade'],
    demandType: ['需求类型', '需求', 'demand type', 'demand'],
    demandChange: ['需求变化', 'demand change'],
    stage: ['合作状态', '合作阶段', '客户状态', 'stage', 'status'],
    lossReason: ['流失原因', '丢单原因', 'loss reason', 'lost reason'],
    filedOn: ['建档日期', '建档时间', '创建日期', '录入日期', 'filed on', 'created on', 'created', 'date'],
    firstContactOn: ['首次接触日期', '首次接触时间', '首次接触', 'first contact'],
    owner: ['负责人', '客户负责人', '所属销售', '销售员', '业务员', 'owner', 'salesperson', 'sales rep'],
    creditCode: ['统一社会信用代码', '信用代码', '税号', 'credit code'],
    notes: ['备注', '说明', 'notes', 'remark'],
  },
  sales: {
    orderNumber: ['销售单号', '单号', '订单号', '订单编号', '合同编号', '合同号', 'order no', 'order number', 'order'],
    customer: ['客户名称', '客户', '公司名称', 'customer name', 'customer', 'company'],
    product: [
      '产品/服务名称',
      '产品名称',
      '服务名称',
      '产品',
      '产品服务',
      '商品名称',
      'product',
      'product name',
      'service',
    ],
    productLine: ['产品线', '产品类别', 'product line', 'line'],
    region: ['区域', '地区', 'region'],
    quantity: ['数量', 'quantity', 'qty'],
    unitPrice: ['单价', 'unit price', 'price'],
    amount: ['成交金额', '金额', '销售金额', '合同金额', '含税金额', '总金额', 'amount', 'total'],
    dealOn: ['成交日期', '签约日期', '销售日期', '下单日期', '订单日期', '日期', 'deal date', 'order date', 'date'],
    dueOn: ['约定回款日', '约定回款日期', '应收日期', '到期日', 'due date', 'due'],
    paidAmount: ['回款金额', '已回款', '已回款金额', '收款金额', '到账金额', 'paid', 'paid amount', 'collected'],
    paidOn: ['回款日期', '收款日期', '到账日期', 'paid on', 'payment date'],
    paymentStatus: ['回款状态', '收款状态', '付款状态', 'payment status'],
    salesperson: ['销售员', '业务员', '销售人员', '负责人', 'salesperson', 'sales rep', 'seller', 'owner'],
    original: ['原销售单号', '原单号', '原订单号', '冲销单号', 'original order', 'original order no'],
    notes: ['备注', '说明', 'notes', 'remark'],
  },
  followups: {
    customer: ['客户名称', '客户', '公司名称', 'customer name', 'customer', 'company'],
    method: ['跟进方式', '方式', '联系方式', 'method', 'channel'],
    contactedOn: ['跟进日期', '跟进时间', '日期', 'follow-up date', 'contacted on', 'date'],
    summary: ['跟进摘要', '跟进内容', '跟进记录', '摘要', '内容', 'summary', 'content'],
    feedback: ['客户反馈', '反馈', 'feedback'],
    nextPlan: ['下一步计划', '下步计划', '后续计划', '下一步', 'next plan', 'next step'],
    nextOn: ['下次跟进日期', '下次跟进时间', '下次联系日期', 'next date'],
  },
} as const satisfies Record<SheetKind, Record<string, readonly string[]>>;

export type FieldOf<K extends SheetKind> = keyof (typeof heads)[K] & string;

/** Without these a sheet isn't of that kind: all of the first list and one of the second. */
const needed: Record<SheetKind, [string[], string[]]> = {
  sales: [['customer'], ['amount', 'orderNumber']],
  followups: [
    ['customer', 'contactedOn'],
    ['summary', 'method', 'nextPlan'],
  ],
  customers: [['name'], ['code', 'level', 'filedOn', 'industry', 'phone', 'contact', 'owner']],
};

export type Column = { index: number; letter: string; head: string; field: string | null };
export type Mapping = { kind: SheetKind; columns: Column[]; at: Map<string, Column> };

const headKey = (text: string) =>
  nameKey(text)
    .replace(/\(.*?\)/g, '')
    .replace(/[*:/、_.-]/g, '');
const known = Object.fromEntries(
  Object.entries(heads).map(([kind, fields]) => [
    kind,
    new Map(
      Object.entries(fields as Record<string, readonly string[]>).flatMap(([field, names]) =>
        names.map((name) => [headKey(name), field] as const),
      ),
    ),
  ]),
) as Record<SheetKind, Map<string, string>>;

/** The head a message uses for a field that the sheet has no column for. */
export const usualHead = (kind: SheetKind, field: string): string =>
  (heads[kind] as Record<string, readonly string[]>)[field]?.[0] ?? field;

/**
 * What a sheet holds, by the heads in its first row, and which column is which field. Null when it is none of ours.
 * Of two columns for one field the first counts; the other is shown as not mapped and never overwrites it.
 */
export function recognise(sheet: Sheet): Mapping | null {
  const [first] = sheet.rows;
  if (!first) return null;
  const candidates = sheetKinds
    .map((kind) => mapColumns(kind, first.cells.map(cellText)))
    .filter(({ kind, at }) => {
      const [all, oneOf] = needed[kind];
      return all.every((field) => at.has(field)) && oneOf.some((field) => at.has(field));
    });
  return candidates.reduce<Mapping | null>((best, next) => (best && best.at.size >= next.at.size ? best : next), null);
}

function mapColumns(kind: SheetKind, texts: string[]): Mapping {
  const at = new Map<string, Column>();
  const columns = texts.map((head, index) => {
    const field = known[kind].get(headKey(head)) ?? null;
    const column: Column = { index, letter: letterOf(index), head: head.trim(), field: null };
    if (field && !at.has(field)) at.set(field, { ...column, field });
    return at.get(field ?? '')?.index === index ? { ...column, field } : column;
  });
  return { kind, columns: columns.filter(({ head }) => head !== ''), at };
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** The head itself says that amounts are in 万元. */
export const isInWan = (column: Column | undefined): boolean =>
  /[(（]\s*(单位[:：]?)?\s*万元?\s*[)）]/.test(column?.head ?? '');
