import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { generate } from '@/lib/demo/generate';
import { listPeople, viewerOf } from '@/lib/people/queries';
import type { Viewer } from '@/lib/viewer';
import type { SaleFilter } from '../filters';
import { listQuery, listSales } from './list';
import { totalSales } from './totals';

const today = '2026-03-31';
let manager: Viewer;
let supervisor: Viewer;
let rep: Viewer;
beforeAll(() => {
  const db = freshDatabase();
  generate(db, { seed: 7, customers: 60, sales: 600, months: 15, teams: 2, reps: 6 });
  const people = db.select().from(users).all();
  const one = (role: string) => viewerOf(people.find((person) => person.role === role) as (typeof people)[number]);
  [manager, supervisor, rep] = [one('manager'), one('supervisor'), one('rep')];
});

/** Every row of a filter, page by page forwards, and the same backwards. */
function walk(viewer: Viewer, filter: SaleFilter) {
  const forwards = [];
  let page = listSales(viewer, { filter, today });
  forwards.push(...page.rows);
  while (page.after !== null) {
    page = listSales(viewer, { filter: { ...filter, after: page.after }, today });
    forwards.push(...page.rows);
  }
  const backwards = [...page.rows];
  while (page.before !== null) {
    page = listSales(viewer, { filter: { ...filter, before: page.before }, today });
    backwards.unshift(...page.rows);
  }
  return { forwards: forwards.map((row) => row.id), backwards: backwards.map((row) => row.id) };
}

describe('paging by cursor', () => {
  test.each(['deal', 'amount', 'balance', 'due', 'customer', 'number'] as const)(
    'every row once, sorted by %s',
    (sort) => {
      for (const direction of ['asc', 'desc'] as const) {
        const { forwards, backwards } = walk(manager, { sort, direction, state: 'all' });
        expect(forwards).toHaveLength(600);
        expect(new Set(forwards).size).toBe(600);
        expect(backwards).toEqual(forwards);
      }
    },
  );

  test('the total counts what the pages hold, for every role', () => {
    for (const viewer of [manager, supervisor, rep])
      for (const filter of [{}, { owing: 'any' }, { from: '2026-01-01', to: today }] as SaleFilter[])
        expect(walk(viewer, filter).forwards.length).toBe(totalSales(viewer, { filter, today }).rows);
  });

  test('a cursor that is none of ours starts from the first page', () => {
    const first = listSales(manager, { filter: {}, today });
    for (const after of ['x', 'W10', Buffer.from('[{},1]').toString('base64url')])
      expect(listSales(manager, { filter: { after }, today }).rows[0]).toEqual(first.rows[0]);
  });
});

describe('scope', () => {
  test('a rep lists only own sales, whatever the filter asks for', () => {
    const people = listPeople(manager);
    const others = people.filter((person) => person.id !== rep.id);
    expect(
      listSales(rep, { filter: { state: 'all' }, today }).rows.every((row) => row.salespersonName === rep.name),
    ).toBe(true);
    for (const other of others) {
      const filter = { rep: String(other.id), state: 'all' } as const;
      expect(listSales(rep, { filter, today }).rows).toEqual([]);
      expect(totalSales(rep, { filter, today })).toMatchObject({ rows: 0, amountFen: 0, customers: 0 });
    }
  });

  test('parts of the department add up to it', () => {
    const filter: SaleFilter = { from: '2025-01-01', to: today };
    const whole = totalSales(manager, { filter, today });
    const parts = listPeople(manager).map((person) =>
      totalSales(manager, { filter: { ...filter, rep: String(person.id) }, today }),
    );
    for (const key of ['rows', 'amountFen', 'paidFen', 'receivableFen', 'overdueFen', 'creditFen'] as const)
      expect(
        parts.reduce((sum, part) => sum + part[key], 0),
        key,
      ).toBe(whole[key]);
  });

  test('the parts of the ageing are the receivables', () => {
    const sum = (owing: SaleFilter['owing']) => totalSales(manager, { filter: { owing }, today }).receivableFen;
    const late = (['days30', 'days60', 'days90', 'days180', 'older'] as const).map(sum);
    expect(late.reduce((a, b) => a + b, 0)).toBe(sum('overdue'));
    expect(sum('overdue') + sum('current')).toBe(sum('any'));
  });
});

test('the default order needs no sorting: rows come from an index by deal date', () => {
  for (const [viewer, index] of [
    [manager, 'sales_deal'],
    [supervisor, 'sales_team'],
    [rep, 'sales_salesperson'],
  ] as const) {
    for (const filter of [{}, { from: '2026-01-01', to: today }] as SaleFilter[]) {
      const plan = planOf(viewer, filter);
      expect(plan).toContain(index);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  }
});

test('a part of the ageing is read from the sales that owe, not from all', () => {
  expect(planOf(manager, { owing: 'days60' })).toContain('sales_owing');
});

function planOf(viewer: Viewer, filter: SaleFilter): string {
  const { sql, params } = listQuery(viewer, filter, today, database()).toSQL();
  const steps = database()
    .$client.prepare(`explain query plan ${sql}`)
    .all(...params) as { detail: string }[];
  return steps.map((step) => step.detail).join('\n');
}
