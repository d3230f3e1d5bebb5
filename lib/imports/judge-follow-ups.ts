import type { FollowUpMethod } from '@/db/schema/follow-ups';
import { type CustomerBook, readCustomer } from './judge-customers';
import { type JudgedRow, recordKey, type World } from './judgement';
import type { RowReader } from './row';

/** A follow-up belongs to the customer's owner, whoever imports it (R37); the entry deadline doesn't apply (R35). */
export function judgeFollowUp(row: RowReader, world: World, customers: CustomerBook): JudgedRow {
  const customer = readCustomer(row, customers);
  const method = row.choice('method');
  const contactedOn = row.day('contactedOn', { latest: world.today, missing: 'missing_date' });
  const summary = row.text('summary', { missing: 'missing_summary' });
  row.remark('summary', summary);
  const nextPlan = row.text('nextPlan');
  const nextOn = row.day('nextOn');
  const feedback = row.text('feedback');
  if (!customer || method === null || contactedOn === null || summary === null) return row.judged(null);

  const values = {
    kind: 'followups' as const,
    customerKey: customer.key,
    method: method as FollowUpMethod,
    contactedOn,
    summary,
    feedback,
    nextPlan,
    nextOn,
  };
  if (world.records.has(recordKey(customer.key, values))) {
    row.note(null, 'duplicate_record', 'duplicate');
    return row.judged(null, 'duplicate');
  }
  return row.judged(values);
}
