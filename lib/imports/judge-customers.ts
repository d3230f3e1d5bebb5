import type { Level, Stage } from '@/db/schema/customers';
import { looksMasked } from '../customers/contact';
import { codeKey, nameKey } from '../text';
import { cellText } from './cells';
import type { CustomerValues, JudgedRow, KnownCustomer, World } from './judgement';
import type { RowReader } from './row';

type InFile = { name: string; sheet: string; row: number; ownerId: number | null; accepted: boolean };
export type FoundCustomer = { key: string; name: string; ownerId: number | null };

/** The customers that rows may name: those on record and those of the rows above. */
export class CustomerBook {
  readonly byName = new Map<string, InFile>();
  readonly byCode = new Map<string, InFile>();
  readonly byCreditCode = new Map<string, InFile>();

  constructor(readonly world: World) {}

  /** A customer that sales and follow-ups may be filed under; for what the importer doesn't own, there is none. */
  find(key: string): FoundCustomer | null {
    const inFile = this.byName.get(key);
    if (inFile?.accepted) return { key, name: inFile.name, ownerId: inFile.ownerId };
    const known = this.world.customers.get(key);
    return known?.inScope ? { key, name: known.name, ownerId: known.ownerId } : null;
  }
}

/** Spaces inside a Chinese name are slips of the finger. */
const innerSpaces = /(?<=[\p{Script=Han}（）])\s+(?=[\p{Script=Han}（）])/gu;

/** Reads the 客户名称 of a sale or follow-up; null (and refused) when there is no such customer. */
export function readCustomer(row: RowReader, customers: CustomerBook): FoundCustomer | null {
  const text = row.text('customer', { missing: 'missing_customer' });
  if (text === null) return null;
  const found = customers.find(nameKey(text));
  if (!found) {
    const written = text.replace(innerSpaces, '');
    if (written !== cellText(row.cell('customer'))) row.note('customer', 'customer_variant', 'fix', { value: written });
    const failed = customers.byName.get(nameKey(text));
    if (failed) row.note('customer', 'unknown_customer', 'reject', { sheet: failed.sheet, failedRow: failed.row });
    else row.note('customer', 'unknown_customer', 'reject');
    return null;
  }
  if (cellText(row.cell('customer')) !== found.name)
    row.note('customer', 'customer_variant', 'fix', { value: found.name });
  return found;
}

export function judgeCustomer(row: RowReader, world: World, customers: CustomerBook, sheet: string): JudgedRow {
  const name = row.text('name', { missing: 'missing_name' });
  const key = name === null ? '' : nameKey(name);
  if (name !== null && isDuplicate(row, key, customers)) return row.judged(null, 'duplicate');
  if (name !== null) row.remarkFormula('name', name);

  const code = row.code('code');
  if (code !== null) refuseTakenCode(row, 'code', 'duplicate_code', code, customers.byCode, world.codes);
  const creditCode = row.code('creditCode')?.toUpperCase() ?? null;
  const taken = creditCode === null ? undefined : world.creditCodes.get(creditCode);
  const above = creditCode === null ? undefined : customers.byCreditCode.get(creditCode);
  if (taken) row.note('creditCode', 'duplicate_credit_code', 'reject', { name: taken.inScope ? taken.name : '' });
  else if (above) row.note('creditCode', 'duplicate_credit_code', 'reject', { name: above.name });

  const contact = {
    name: row.text('contact'),
    phone: row.phone('phone'),
    wechat: row.text('wechat'),
    email: row.text('email'),
  };
  refuseMasks(row, contact);
  const level = row.choice('level');
  const stage = row.choice('stage');
  const lossReason = stage === 'lost' ? row.text('lossReason') : null;
  if (stage === 'lost' && lossReason === null) row.note('lossReason', 'missing_loss_reason', 'reject');
  const filedOn = row.day('filedOn', { latest: world.today });
  if (filedOn === null && cellText(row.cell('filedOn')).trim() === '')
    row.note('filedOn', 'filed_today', 'warn', { value: world.today });
  const firstContactOn = row.day('firstContactOn', { latest: world.today });
  const filed = filedOn ?? world.today;
  if (firstContactOn && firstContactOn > filed) row.note('firstContactOn', 'contact_after_filing', 'reject', { filed });
  const owner = row.person('owner');
  const ownerId = owner?.startsWith('user:') ? Number(owner.slice(5)) : null;

  const judged = row.judged({
    kind: 'customers',
    code,
    name: name ?? '',
    key,
    industry: row.text('industry'),
    region: row.text('region'),
    source: row.text('source'),
    demandType: row.text('demandType'),
    demandChange: row.text('demandChange'),
    contact: contact.name || contact.phone || contact.wechat || contact.email ? contact : null,
    level: (level === 'level_blank' ? 'normal' : level) as Level,
    stage: stage === '' || stage === 'stage_blank' ? null : (stage as Stage),
    lossReason,
    filedOn: filed,
    firstContactOn,
    ownerId,
    creditCode,
    notes: row.text('notes'),
  });
  // A waiting row counts as a customer to be: its sales shouldn't look like errors before the question is answered.
  const accepted = judged.action === 'create' || judged.action === 'ask';
  const entry = { name: name ?? '', sheet, row: row.number, ownerId, accepted };
  if (name !== null && !customers.byName.get(key)?.accepted) customers.byName.set(key, entry);
  if (code !== null && accepted) customers.byCode.set(codeKey(code), entry);
  if (creditCode !== null && accepted) customers.byCreditCode.set(creditCode, entry);
  return judged;
}

/** R10: the exact key. A company and its subsidiary are two customers. */
function isDuplicate(row: RowReader, key: string, customers: CustomerBook): boolean {
  const above = customers.byName.get(key);
  if (above?.accepted) {
    row.note('name', 'duplicate_name', 'duplicate', { name: above.name, firstRow: above.row });
    return true;
  }
  const known = customers.world.customers.get(key);
  if (known) row.note('name', 'duplicate_name', 'duplicate', { name: known.inScope ? known.name : '' });
  return known !== undefined;
}

/** R6: a list that came out masked is no source of contact data. */
function refuseMasks(row: RowReader, contact: NonNullable<CustomerValues['contact']>): void {
  const { name, ...data } = contact;
  for (const [field, value] of Object.entries({ contact: name, ...data }))
    if (looksMasked(value)) row.note(field, 'masked_contact', 'reject');
}

function refuseTakenCode(
  row: RowReader,
  field: string,
  kind: string,
  code: string,
  inFile: Map<string, InFile>,
  known: Map<string, KnownCustomer>,
): void {
  const above = inFile.get(codeKey(code));
  const before = known.get(codeKey(code));
  if (above) row.note(field, kind, 'reject', { name: above.name, firstRow: above.row });
  else if (before) row.note(field, kind, 'reject', { name: before.inScope ? before.name : '' });
}
