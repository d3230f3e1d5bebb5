import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson } from '@/lib/testing/people';
import { momentIn } from '../days';
import { translator } from '../i18n/translator';
import { requestInfo } from '../log';
import { pageSize } from '../paging';
import type { Viewer } from '../viewer';
import { parseAuditFilter } from './filters';
import { listAudit, showsFilters } from './queries';
import { record } from './record';
import { tell } from './tell';
import { verifyChain, verifyChainBetween } from './verify';

let db: Db;
let f: FixtureF;
/** A rep with the admin flag, and one without any right here. */
let admin: Viewer;

beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  await write((tx) => {
    admin = makePerson(tx, '周管理', 'rep', f.team, true);
    record(tx, f.wanglei, {
      action: 'customer.edited',
      object: { kind: 'customer', id: f.customers.c001 },
      details: {
        before: { level: 'normal', ownerId: f.wanglei.id, notes: null },
        after: { level: 'key', ownerId: f.lina.id, notes: '常来' },
      },
    });
    record(tx, f.lina, {
      action: 'payment.recorded',
      object: { kind: 'payment', id: 1 },
      details: {
        saleId: f.sales.s2,
        orderNumber: 'S2',
        amountFen: 2_000_000,
        paidOn: '2026-03-05',
        method: 'transfer',
        reason: null,
        paidBefore: 0,
        paidAfter: 2_000_000,
      },
    });
    record(tx, f.manager, {
      action: 'export.made',
      object: { kind: 'export', id: null },
      details: {
        kind: 'customers.xlsx',
        file: '客户名单.xlsx',
        rows: 3,
        scope: '全部客户',
        filters: ['搜索：秘密客户'],
      },
    });
    record(tx, null, { action: 'session.failed', object: { kind: 'user', id: f.lina.id } });
  });
});

const asked = (viewer: Viewer, params: Record<string, string> = {}) => listAudit(viewer, parseAuditFilter(params));
const actions = (viewer: Viewer, params: Record<string, string> = {}) =>
  asked(viewer, params).rows.map((row) => row.action);
const told = (viewer: Viewer, params: Record<string, string> = {}) => {
  const page = asked(viewer, params);
  const all = { viewer, names: page.names, showsFilters: showsFilters(viewer), t: translator() };
  return page.rows.map((row) => tell(row, all));
};

test('a manager reads everything, an admin who is a rep settings and access only, others nothing (R41)', () => {
  expect(new Set(actions(f.manager))).toEqual(
    new Set(['session.failed', 'export.made', 'payment.recorded', 'customer.edited', 'user.added', 'team.added']),
  );
  expect(new Set(actions(admin))).toEqual(new Set(['session.failed', 'export.made', 'user.added', 'team.added']));
  // Asking for it by kind, object or word opens nothing.
  for (const params of [
    { kind: 'customers' },
    { kind: 'payments' },
    { object: `customer.${f.customers.c001}` },
    { q: '修改客户' },
    { q: '常来' },
    { q: '秘密客户' },
  ])
    expect(actions(admin, params as unknown as Record<string, string>)).toEqual([]);
  expect(actions(f.manager, { q: '秘密客户' })).toEqual(['export.made']);
  for (const nobody of [f.wanglei, f.supervisor, f.other?.supervisor as Viewer]) expect(actions(nobody)).toEqual([]);
});

test('what an export was narrowed to is for who sees all customers', () => {
  const value = (viewer: Viewer) => JSON.stringify(told(viewer, { kind: 'exports' }));
  expect(value(f.manager)).toContain('秘密客户');
  expect(value(admin)).not.toContain('秘密客户');
  expect(value(admin)).toContain('客户名单.xlsx');
});

test.each([
  [{ who: 'lina' }, ['payment.recorded']],
  [{ kind: 'payments' }, ['payment.recorded']],
  [{ object: 'customer.c001' }, ['customer.edited']],
  [{ q: '登记回款' }, ['payment.recorded']],
  [{ q: 's2' }, ['payment.recorded']],
  [{ q: '%' }, []],
  [{ q: '没有这样的' }, []],
  [{ who: 'none', kind: 'signIn' }, ['session.failed']],
])('filtered by %o', (params, expected) => {
  const { who, object } = params as { who?: string; object?: string };
  const ids = {
    ...(who === 'lina' ? { who: String(f.lina.id) } : {}),
    ...(object ? { object: `customer.${f.customers.c001}` } : {}),
  };
  expect(actions(f.manager, { ...params, ...ids } as Record<string, string>)).toEqual(expected);
});

test('a customer is found by name, in rows that only know its number', () => {
  const name = [...asked(f.manager, { kind: 'customers' }).names.customer.values()][0] as string;
  expect(actions(f.manager, { q: name })).toEqual(['customer.edited']);
});

test('days are the company’s own, both included', async () => {
  // 2026-01-31T16:30Z is 1 February in Shanghai.
  const at = '2026-01-31T16:30:00.000Z';
  db.insert(auditEvents)
    .values({
      at,
      actorId: null,
      actorName: '--',
      action: 'data.generated',
      objectKind: 'instance',
      objectId: 1,
      details: {},
      previousHash: '',
      hash: '',
    })
    .run();
  const on = (from: string, to = from) => actions(f.manager, { from, to });
  expect(on('2026-02-01')).toEqual(['data.generated']);
  expect(on('2026-01-31')).toEqual([]);
  const today = momentIn(new Date(), 'Asia/Shanghai').slice(0, 10);
  expect(on(today)).toContain('payment.recorded');
  expect(on('2026-01-01', '2026-01-31')).toEqual([]);
});

test('a row in words: fields by name, ids as names, before and after', () => {
  const [edited] = told(f.manager, { kind: 'customers' });
  expect(edited).toMatchObject({
    ...{ who: '王磊', what: '修改客户' },
    object: { kind: '客户', href: `/customers/${f.customers.c001}` },
    changes: [
      { label: '客户等级', before: '普通', after: '重点' },
      { label: '负责人', before: '王磊', after: '李娜' },
      { label: '备注', before: '空', after: '常来' },
    ],
  });
  expect(told(f.manager, { kind: 'payments' })[0]).toMatchObject({
    what: '登记回款',
    object: { kind: '回款', name: 'S2', href: `/sales/${f.sales.s2}` },
    changes: [{ label: '累计已回款', before: '0.00', after: '20,000.00' }],
    facts: [
      { label: '金额', value: '20,000.00' },
      { label: '回款日期', value: '2026-03-05' },
      { label: '方式', value: '转账' },
    ],
  });
  expect(told(admin, { kind: 'signIn' })[0]).toMatchObject({ who: '--', object: { kind: '人员', name: '李娜' } });
});

test.each([false, true])('paging shows every row once, newest first, both ways (of one person: %s)', async (own) => {
  await write((tx) => {
    for (let n = 0; n < 2 * pageSize + 7; n++)
      record(tx, f.manager, { action: 'team.added', object: { kind: 'team', id: n }, details: { name: `${n} 组` } });
  });
  const params: Record<string, string> = own ? { who: String(f.manager.id) } : {};
  const all = db
    .select()
    .from(auditEvents)
    .all()
    .filter(({ actorId }) => !own || actorId === f.manager.id)
    .map(({ seq }) => seq)
    .sort((a, b) => b - a);
  let page = asked(f.manager, params);
  const seen = page.rows.map(({ seq }) => seq);
  while (page.after) {
    page = asked(f.manager, { ...params, after: page.after });
    seen.push(...page.rows.map(({ seq }) => seq));
  }
  expect(seen).toEqual(all);
  const back = asked(f.manager, { ...params, before: page.before as string });
  expect(back.rows.map(({ seq }) => seq)).toEqual(all.slice(pageSize, 2 * pageSize));
});

test('where it came from stands in the row and is searched', async () => {
  await requestInfo().run({ requestId: 'req-0417', address: '203.0.113.9' }, () =>
    write((tx) => record(tx, f.manager, { action: 'session.started', object: { kind: 'user', id: f.manager.id } })),
  );
  for (const q of ['req-0417', '203.0.113'])
    expect(asked(f.manager, { q }).rows).toMatchObject([{ address: '203.0.113.9', requestId: 'req-0417' }]);
});

test('the page’s walk of the chain says what the command line’s says, step by step', async () => {
  const { count } = verifyChain();
  expect(await verifyChainBetween(db, 3)).toEqual({ count, brokenAt: null });
  db.$client.exec('drop trigger audit_events_no_update');
  db.$client.exec("update audit_events set details = '{}' where seq = 5");
  expect(verifyChain()).toMatchObject({ brokenAt: 5 });
  expect(await verifyChainBetween(db, 3)).toEqual(verifyChain());
});

test.each([
  [{ who: 'x', kind: 'toString', object: 'a b.1', from: '2026-02-30' }, {}],
  [
    { who: '3', kind: 'signIn', object: 'user.3', to: '2026-02-28' },
    { who: '3', kind: 'signIn', object: 'user.3', to: '2026-02-28' },
  ],
])('an address %o is read as %o', (params, expected) => {
  expect(parseAuditFilter(params)).toEqual(expected);
});
