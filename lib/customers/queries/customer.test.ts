import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import type { Fen } from '@/db/columns';
import { freshDatabase } from '@/db/test-db';
import { insertRecord } from '@/lib/follow-ups/writes';
import { pageSize } from '@/lib/paging';
import { insertPayment } from '@/lib/payments/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { insertContact, moveStage } from '../writes';
import { contactsOf, findCustomer, openSalesOf, stageHistory } from './customer';
import { listCustomers, moneyOfCustomers } from './list';
import { type TimelinePart, timelineOf } from './timeline';

const today = '2026-03-31';
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  const { c001, c003 } = f.customers;
  database().transaction((tx) => {
    const by = f.lina.id;
    insertContact(tx, c001, {
      name: '沈国华',
      title: '设备科长',
      phone: '13800001234',
      email: 'shen@lance.example',
      isPrimary: true,
    });
    insertContact(tx, c001, { name: '吴晓燕', phone: '0512-65655122', wechat: 'wuxy', isPrimary: false });
    for (let n = 0; n < 60; n++)
      insertRecord(tx, {
        customerId: c001,
        authorId: by,
        method: 'phone',
        contactedOn: `2025-0${1 + (n % 9)}-01`,
        summary: `第 ${n} 次`,
      });
    moveStage(tx, c003, 'lost', { on: '2026-03-30', by });
  });
});

const others = () => [f.other?.supervisor, f.other?.rep] as Viewer[];

describe('scope', () => {
  test('the owner, their supervisor and the manager find a customer; who handed it over and another team don’t', () => {
    const { c001 } = f.customers;
    for (const viewer of [f.lina, f.supervisor, f.manager])
      expect(findCustomer(viewer, c001)?.customer.code).toBe('C001');
    for (const viewer of [f.wanglei, ...others()]) {
      expect(findCustomer(viewer, c001)).toBeUndefined();
      expect(timelineOf(viewer, c001, { part: 'all' }).rows).toEqual([]);
      expect(openSalesOf(viewer, f.customers.c003)).toEqual([]);
      expect(contactsOf(viewer, { id: c001, ownerId: viewer.id, teamId: null }, true).contacts).toEqual([]);
      expect(stageHistory(viewer, c001)).toEqual([]);
      expect(moneyOfCustomers(viewer, [c001], today).size).toBe(0);
    }
  });

  test('lists hold the customers one has now, with the money of all their sales', () => {
    const rowsOf = (viewer: Viewer) =>
      listCustomers(viewer, { filter: {}, today, supervisorsSeeClear: false }).rows.map((row) => [
        row.code,
        row.yearFen,
        row.receivableFen,
        row.overdueFen,
        row.overdueSince,
      ]);
    const c001 = ['C001', 14_000_000, 4_000_000, 0, null];
    const c002 = ['C002', 5_000_000, 3_000_000, 3_000_000, '2026-03-17'];
    const c003 = ['C003', 6_000_000, 6_000_000, 6_000_000, '2026-02-28'];
    expect(rowsOf(f.wanglei)).toEqual([c002]);
    expect(rowsOf(f.lina)).toEqual([c001, c003]);
    // 晨川 (chén), 华岳 (huá), 南屿 (nán)
    expect(rowsOf(f.supervisor)).toEqual([c002, c001, c003]);
    for (const viewer of others()) expect(rowsOf(viewer)).toEqual([]);
  });
});

test.each([
  [{ owing: 'overdue' }, ['C002', 'C003']],
  [{ owing: 'any' }, ['C002', 'C001', 'C003']],
  [{ stage: 'lost' }, ['C003']],
  [{ silent: '30' }, ['C002', 'C001', 'C003']],
  [{ level: 'important' }, []],
  [{ owner: 'none' }, []],
  [{ owner: 'x' }, []],
  [{ archived: '1' }, []],
  [{ sort: 'filed' }, ['C003', 'C002', 'C001']],
] as const)('the filter %o', (filter, codes) => {
  const { rows } = listCustomers(f.manager, { filter, today, supervisorsSeeClear: false });
  expect(rows.map((row) => row.code)).toEqual(codes);
});

describe('contacts (R6)', () => {
  const shown = (viewer: Viewer, supervisorsSeeClear = false) =>
    contactsOf(viewer, { id: f.customers.c001, ownerId: f.lina.id, teamId: f.team }, supervisorsSeeClear).contacts.map(
      ({ phone, email, wechat }) => [phone, email, wechat],
    );
  const clear = [
    ['13800001234', 'shen@lance.example', null],
    ['0512-65655122', null, 'wuxy'],
  ];
  const masked = [
    ['138****1234', 'she***@lance.example', null],
    ['0512-****5122', null, '***'],
  ];

  test('clear to the owner, masked for the supervisor and the manager', () => {
    expect(shown(f.lina)).toEqual(clear);
    expect(shown(f.supervisor)).toEqual(masked);
    expect(shown(f.manager)).toEqual(masked);
  });

  test('a setting shows supervisors their team’s', () => {
    expect(shown(f.supervisor, true)).toEqual(clear);
    expect(shown(f.manager, true)).toEqual(masked);
  });
});

describe('the timeline', () => {
  const walk = (part: TimelinePart) => {
    const events = [];
    let page = timelineOf(f.lina, f.customers.c001, { part });
    events.push(...page.rows);
    while (page.after !== null) {
      page = timelineOf(f.lina, f.customers.c001, { part, after: page.after });
      events.push(...page.rows);
    }
    return events;
  };

  test('holds everything once, over pages and days with many events', () => {
    const events = walk('all');
    // 60 records, 3 sales, 4 payments, won once, filed once
    expect(events).toHaveLength(69);
    expect(timelineOf(f.lina, f.customers.c001, { part: 'all' }).rows).toHaveLength(pageSize);
    expect(new Set(events.map((event) => `${event.kind} ${event.row.id}`)).size).toBe(69);
    const days = events.map((event) => event.day);
    expect(days).toEqual([...days].sort().reverse());
    expect(events.at(-1)?.kind).toBe('filed');
  });

  test('shows one part alone', () => {
    expect(new Set(walk('records').map((event) => event.kind))).toEqual(new Set(['record']));
    expect(
      walk('money')
        .map((event) => event.kind)
        .sort()
        .join(),
    ).toBe('payment,payment,payment,payment,sale,sale,sale');
    expect(walk('changes').map((event) => event.kind)).toEqual(['stage', 'filed']);
  });

  test('leaves void payments out', () => {
    const db = database();
    const id = db.transaction((tx) =>
      insertPayment(tx, { saleId: f.sales.s4, amountFen: 100 as Fen, paidOn: today, method: 'cash' }),
    );
    expect(walk('money')).toHaveLength(8);
    db.$client
      .prepare("update payments set voided_at = '2026-03-31T00:00:00.000Z', void_reason = '记错' where id = ?")
      .run(id);
    expect(walk('money')).toHaveLength(7);
  });
});
