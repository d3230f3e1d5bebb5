// Names with the pinyin they are found by, written by hand: what the product makes of them is under test (R3).

/** Name, full pinyin, initials; a number follows each. */
export const bases = [
  ['华岳仪器', 'huayueyiqi', 'hyyq'],
  ['南屿机械', 'nanyujixie', 'nyjx'],
  ['晨川水务', 'chenchuanshuiwu', 'ccsw'],
  ['青石测控', 'qingshicekong', 'qsck'],
  ['大_山%贸易', 'da_shan%maoyi', 'd_s%my'],
] as const;
export const contactNames = [
  ['沈国华', 'shenguohua', 'sgh'],
  ['邱隐', 'qiuyin', 'qy'],
  ['陈工', 'chengong', 'cg'],
] as const;
export const summaries = ['约了周四看样机', '报价偏高 100%', '换了联系人', 'Sent the OFFER'];

/** What is typed into a search box. */
export const terms = [
  '华',
  '仪器',
  'yiqi',
  'HYYQ',
  'nanyu',
  '%',
  '_',
  'k1',
  'K 2',
  '国华',
  'qiuyin',
  '19900001001',
  '1990000',
  '1001',
  'user1@example.com',
  '@example',
  'wx_2x',
  'wx_',
  'S1',
  '样机',
  'offer',
] as const;

const squeezed = (text: string) => text.replaceAll(' ', '').toLowerCase();
const spellings = (text: string, known: readonly (readonly [string, string, string])[]): string[] => {
  const found = known.find(([name]) => text.startsWith(name));
  return found ? found.map((spelling) => spelling + text.slice(found[0].length).toLowerCase()) : [text.toLowerCase()];
};
export const isInName = (term: string, { name, code }: { name: string; code: string }): boolean =>
  [...spellings(name, bases), code.toLowerCase()].some((text) => text.includes(squeezed(term)));

type Contact = { name: string; phone: string | null; wechat: string | null; email: string | null };
/** By name for everyone in scope; by number, WeChat and e-mail in full, and by a part of them where they are seen clear (R6). */
export function isInContact(term: string, contact: Contact, isClear: boolean): boolean {
  const typed = squeezed(term);
  if (spellings(contact.name, contactNames).some((text) => text.includes(typed))) return true;
  const { phone, wechat, email } = contact;
  if ([wechat, email].some((text) => text?.toLowerCase() === typed) || (typed.length >= 7 && phone === typed))
    return true;
  const isNumber = /^\d{3,}$/.test(typed);
  return (
    isClear &&
    ([wechat, email].some((text) => text?.toLowerCase().includes(typed)) ||
      (isNumber && Boolean(phone?.includes(typed))))
  );
}
export const isInOrder = (term: string, orderNumber: string): boolean =>
  orderNumber.toLowerCase().includes(squeezed(term));
