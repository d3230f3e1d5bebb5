import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { figures } from '../analysis/queries/figures';
import { periodOf } from '../period';
import { asSystem } from '../viewer';
import { brokenSums, generate } from './generate';

// A demo shows every state there is, however small; today is the tests' 2026-03-31.

const today = '2026-03-31';
const age = `cast(julianday('${today}') - julianday(due_on) as integer)`;
const owing = 'from sales where balance_fen > 0 and';
const inFull = 'amount_fen + reversed_fen = paid_fen and paid_fen > 0 and counts = 1';
const here = "(select id from users where status = 'active' and role = 'rep')";
const gone = "(select id from users where status = 'disabled')";

/** What there must be, as what follows `select count(*)`. */
const states: Record<string, string> = {
  'not due, unpaid': `${owing} ${age} < 0 and paid_fen = 0`,
  'due today': `${owing} ${age} = 0`,
  'overdue 1–30': `${owing} ${age} between 1 and 30`,
  'overdue 31–60': `${owing} ${age} between 31 and 60`,
  'overdue 61–90': `${owing} ${age} between 61 and 90`,
  'overdue 91–180': `${owing} ${age} between 91 and 180`,
  'overdue > 180': `${owing} ${age} > 180`,
  'partly paid, not due': `${owing} ${age} < 0 and paid_fen > 0`,
  'partly paid, overdue': `${owing} ${age} > 0 and paid_fen > 0`,
  'paid in full': `from sales where ${inFull}`,
  'paid in three parts': `from sales where ${inFull} and (select count(*) from payments where sale_id = sales.id) >= 3`,
  'credit (多收)': "from sales where balance_fen < 0 and kind = 'sale' and reversed_fen = 0",
  'refund with a reason': 'from payments where amount_fen < 0 and reason is not null',
  'voided payment': 'from payments where voided_at is not null and void_reason is not null',
  'unlinked return (应退)': "from sales where kind = 'reversal' and reverses_id is null and balance_fen < 0",
  'reversed in part': 'from sales where reversed_fen < 0 and amount_fen + reversed_fen > 0',
  'reversed in full': 'from sales where reversed_fen < 0 and amount_fen + reversed_fen = 0',
  'pending reversal': "from sales where kind = 'reversal' and review = 'pending'",
  'teams without a pending sale of a rep': `from teams where not exists (select 1 from sales
    where team_id = teams.id and review = 'pending' and salesperson_id in ${here})`,
  'pending, of a supervisor': `from sales where review = 'pending'
    and salesperson_id in (select id from users where role = 'supervisor')`,
  'pending, prepaid': "from sales where review = 'pending' and paid_fen > 0",
  'pending again after a rejection': `from sales where review = 'pending'
    and id in (select sale_id from sale_rejections where refiled_at is not null)`,
  'rejected with a reason': `from sales where review = 'rejected' and reject_reason <> ''
    and id in (select sale_id from sale_rejections where refiled_at is null)`,
  'void with a reason': "from sales where voided_at is not null and void_reason <> ''",
  'self-reviewed (自审)': "from sales where review = 'approved' and reviewed_by = salesperson_id",
  'gift of 0': 'from sales where amount_fen = 0',
  'order of several lines': 'from (select 1 from sales group by order_group having count(*) >= 3)',
  'sale on terms to the month’s end': `from sales
    where customer_id in (select id from customers where terms_kind = 'month_end')
      and due_on = date(deal_on, 'start of month', '+2 months', '-1 day')`,
  'instalments, the first open': `from sales where instalment_count = 3 and balance_fen > 0
    and due_on = (select due_on from instalments where sale_id = sales.id and position = 2)`,
  'instalments, one late': `${owing} instalment_count = 3 and ${age} > 0`,
  'instalments, all paid': `from sales where instalment_count = 3 and ${inFull}`,
  ...Object.fromEntries(
    (['edit pending', 'void pending', 'edit approved', 'void rejected', 'edit withdrawn'] as const).map((name) => {
      const [kind, status] = name.split(' ');
      return [`change: ${name}`, `from sale_changes where kind = '${kind}' and status = '${status}'`];
    }),
  ),
  ...Object.fromEntries(
    ['contact', 'research', 'evaluation', 'negotiation', 'won'].map((stage) => [
      `customer in ${stage}`,
      `from customers where stage = '${stage}'`,
    ]),
  ),
  'customer lost with a reason': "from customers where stage = 'lost' and loss_reason_id is not null",
  'customer archived': 'from customers where archived_at is not null',
  'customer in the pool': `from customers c where pooled_at is not null and owner_id is null and team_id is null
    and exists (select 1 from owner_changes where customer_id = c.id and kind = 'released' and reason is not null)`,
  'customer without owner, in a team': 'from customers where owner_id is null and team_id is not null',
  'customer with two contacts': 'from (select 1 from contacts group by customer_id having count(*) = 2)',
  ...Object.fromEntries(
    ['strategic', 'key', 'potential', 'normal'].map((level) => [level, `from customers where level = '${level}'`]),
  ),
  'customer with a retired industry': `from customers
    where industry_id in (select id from dictionary_entries where retired_at is not null)`,
  'changes of demand': 'from (select 1 from demand_changes group by customer_id having count(*) > 1)',
  'sales of the one who left': `from sales where salesperson_id in ${gone} and counts = 1`,
  'customers handed over by the one who left': `from customers where owner_id in ${here}
    and id in (select customer_id from sales where salesperson_id in ${gone})`,
  'owner before': "from owner_changes where kind = 'left'",
  'customer with 协同人 of another team': `from collaborators join users on users.id = user_id
    join customers c on c.id = customer_id where c.team_id <> users.team_id`,
  'notification unread': `from notifications where read_at is null and user_id in ${here}`,
  'newcomer without sales, with customers': `from users where id in ${here}
    and id not in (select salesperson_id from sales) and id in (select owner_id from customers)`,
  'task overdue': `from follow_up_tasks where status = 'open' and due_on < '${today}'`,
  'task of today': `from follow_up_tasks where status = 'open' and due_on = '${today}'`,
  'task of later': `from follow_up_tasks where status = 'open' and due_on > '${today}'`,
  'task begun': "from follow_up_tasks where status = 'in_progress'",
  'task cancelled with a reason': "from follow_up_tasks where status = 'cancelled' and cancel_reason <> ''",
  'record unreached': 'from follow_up_records where reached = 0',
  'record late (超时补录)': 'from follow_up_records where julianday(entered_at) - julianday(contacted_at) > 1',
  'record on time': 'from follow_up_records where julianday(entered_at) - julianday(contacted_at) <= 1',
  'record with tags': 'from follow_up_records where json_array_length(feedback_tags) > 0',
  'record edited after 24 hours': `from follow_up_record_edits e join follow_up_records r on r.id = e.record_id
    where r.summary <> e.summary and julianday(e.edited_at) - julianday(r.entered_at) > 1`,
  'team target above its people’s': `from targets t where layer = 'team' and metric = 'amount' and amount_fen > (
    select sum(amount_fen) from targets p where p.layer = 'person' and p.metric = 'amount'
      and p.team_id = t.team_id and p.month = t.month)`,
  'someone here without a target': `from users where id in ${here} and id not in (select user_id from targets
    where layer = 'person' and month = '2026-03')`,
  'cash targets': "from targets where metric = 'cash'",
};
/** What there must not be. */
const never: Record<string, string> = {
  'owned and in the pool':
    'from customers where pooled_at is not null and (owner_id is not null or team_id is not null)',
  'nobody’s, and not in the pool': 'from customers where pooled_at is null and owner_id is null and team_id is null',
  'a last change of owner that isn’t so': `from customers c join owner_changes o on o.customer_id = c.id
    where o.id = (select max(id) from owner_changes where customer_id = c.id) and o.to_owner_id is not c.owner_id`,
  'sales of customers filed later': 'from sales join customers c on c.id = customer_id where deal_on < c.filed_on',
  'payments before the sale': 'from payments p join sales s on s.id = p.sale_id where p.paid_on < s.deal_on',
  'days to come': `from sales where deal_on > '${today}'`,
  'payments to come': `from payments where paid_on > '${today}'`,
  'contacts to come': `from follow_up_records where contacted_on > '${today}' or entered_at < contacted_at`,
  'sales by whoever had left': `from sales join users u on u.id = salesperson_id
    where u.status = 'disabled' and deal_on > substr(u.disabled_at, 1, 10)`,
  'open tasks of lost or archived customers': `from follow_up_tasks t join customers c on c.id = t.customer_id
    where t.status in ('open', 'in_progress') and (c.stage = 'lost' or c.archived_at is not null)`,
  'active customers of the one who left': `from customers where owner_id in ${gone}`,
  'won customers without a sale': `from customers where stage = 'won'
    and id not in (select customer_id from sales where counts = 1 and amount_fen > 0)`,
  'phones that could be someone’s': "from contacts where phone not glob '1990000[0-9][0-9][0-9][0-9]'",
};
const allowedNone = 'teams without a pending sale of a rep';

describe.each([
  { seed: 1, customers: 60, sales: 300, reps: 14 },
  { seed: 2, customers: 40, sales: 120, reps: 14 },
  { seed: 3, customers: 60, sales: 300, reps: 14 },
  { seed: 1, customers: 300, sales: 4000, reps: 14 },
])('with $customers customers and $sales sales, seed $seed', (size) => {
  let db: Db;
  const count = (what: string) => db.$client.prepare(`select count(*) ${what}`).pluck().get() as number;
  beforeAll(() => {
    db = freshDatabase();
    generate(db, { ...size, records: 8 });
  });

  test('every state is there', () => {
    const missing = Object.keys(states).filter((name) => count(states[name] as string) === 0 && name !== allowedNone);
    expect(missing).toEqual([]);
    expect(count(states[allowedNone] as string)).toBe(0);
    expect(count('from sales')).toBe(size.sales);
  });

  test('and nothing impossible', () => {
    expect(Object.keys(never).filter((name) => count(never[name] as string) > 0)).toEqual([]);
    expect(brokenSums(db)).toEqual([]);
  });

  test('someone is ahead of the target this quarter and someone far behind', () => {
    const { rows } = figures(asSystem('test'), periodOf('quarter', today), 'rep');
    const rates = rows.flatMap(({ attainmentBp }) => (attainmentBp === null ? [] : [attainmentBp]));
    expect(Math.max(...rates)).toBeGreaterThan(10_000);
    expect(Math.min(...rates)).toBeLessThan(8_000);
  });

  test('the instalments’ due days are what the triggers would keep', () => {
    const due = () => db.$client.prepare('select id, due_on, instalment_count from sales order by id').all();
    const before = due();
    db.$client.exec('update payments set paid_on = paid_on; update instalments set amount_fen = amount_fen');
    expect(due()).toEqual(before);
  });
});
