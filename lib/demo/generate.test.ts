import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { assertDatabase } from '@/db/open';
import { freshDatabase } from '@/db/test-db';
import { brokenSums, generate } from './generate';

const size = { seed: 7, customers: 120, sales: 900, teams: 3, reps: 10 };
const generated = ['users', 'products', 'customers', 'contacts', 'stage_changes', 'sales', 'payments'].concat(
  'follow_up_tasks',
  'follow_up_records',
  'targets',
);

function hashOf(db: Db): string {
  const hash = createHash('sha256');
  for (const table of generated)
    for (const row of db.$client.prepare(`select * from ${table} order by id`).raw().iterate())
      hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
const value = (db: Db, query: string) => db.$client.prepare(query).pluck().get() as number;

test('the same seed gives the same rows, another seed others', () => {
  const first = hashOf(madeWith(size));
  expect(hashOf(madeWith(size))).toBe(first);
  expect(hashOf(madeWith({ ...size, seed: 8 }))).not.toBe(first);
});

function madeWith(what: typeof size): Db {
  const db = freshDatabase();
  generate(db, what);
  return db;
}

describe('one company', () => {
  let db: Db;
  beforeAll(() => {
    db = madeWith(size);
  });

  test('the kept sums equal a recount, rows have their parents, triggers are back', () => {
    expect(brokenSums(db)).toEqual([]);
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
    expect(db.$client.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(() => assertDatabase(db.$client)).not.toThrow();
    const sale = value(db, 'select id from sales where paid_fen > 0 limit 1');
    const paid = value(db, `select paid_fen from sales where id = ${sale}`);
    db.$client
      .prepare(`update payments set amount_fen = amount_fen + 1 where sale_id = ${sale} and voided_at is null`)
      .run();
    expect(value(db, `select paid_fen from sales where id = ${sale}`)).toBeGreaterThan(paid);
  });

  test.each([
    ['pending', "select count(*) from sales where review = 'pending'"],
    ['rejected', "select count(*) from sales where review = 'rejected'"],
    ['void', 'select count(*) from sales where voided_at is not null'],
    ['linked reversals', 'select count(*) from sales where reverses_id is not null'],
    ['orders of several lines', 'select count(*) from (select 1 from sales group by order_group having count(*) > 1)'],
    ['partly paid', 'select count(*) from sales where paid_fen > 0 and balance_fen > 0'],
    ['overdue', "select count(*) from sales where balance_fen > 0 and due_on < '2026-03-31'"],
    ['credit', 'select count(*) from sales where balance_fen < 0'],
    ['refunds', 'select count(*) from payments where amount_fen < 0 and reason is not null'],
    [
      'people who left with sales',
      "select count(*) from sales where salesperson_id in (select id from users where status = 'disabled')",
    ],
    ['lost customers', "select count(*) from customers where stage = 'lost' and loss_reason_id is not null"],
    [
      'sales of a former owner',
      'select count(*) from sales join customers c on c.id = customer_id where owner_id <> salesperson_id',
    ],
    ['open tasks', "select count(*) from follow_up_tasks where status = 'open'"],
    ['targets of teams', "select count(*) from targets where layer = 'team' and month = '2026-03'"],
  ])('there are %s', (_name, query) => {
    expect(value(db, query)).toBeGreaterThan(0);
  });

  test('lies between the first of the 36 months and today', () => {
    expect(db.$client.prepare('select min(deal_month), max(deal_on) from sales').raw().get()).toEqual([
      '2023-04',
      expect.stringMatching(/^2026-03-/),
    ]);
    expect(value(db, "select count(*) from payments where paid_on > '2026-03-31'")).toBe(0);
  });

  test('refuses a database that has people', () => {
    expect(() => generate(db, size)).toThrow('empty');
  });
});
