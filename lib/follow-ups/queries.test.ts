import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import type { FollowUpFilter } from './filters';
import { listRecords, listTasks, recordsQuery, tasksQuery } from './queries';
import { doneQuery } from './queries/today';
import { insertRecord, insertTask } from './writes';

const today = '2026-03-31'; // a Tuesday
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  const { c001, c002, c003 } = f.customers;
  database().transaction((tx) => {
    const record = (customerId: number, authorId: number, contactedOn: string, summary: string, reached = true) =>
      insertRecord(tx, { customerId, authorId, method: reached ? 'visit' : 'phone', contactedOn, summary, reached });
    record(c001, f.wanglei.id, '2026-03-02', '移交前：100% 预付，A_B 型');
    record(c001, f.lina.id, '2026-03-31', '第一行\n第二行 =SUM(A1)');
    record(c002, f.wanglei.id, '2026-03-31', '没人接', false);
    // More than a page on one day: the cursor has ties to break.
    for (let n = 0; n < 120; n++) record(c003, f.lina.id, '2026-01-15', `第 ${n} 次`);
    const task = (customerId: number, assigneeId: number, dueOn: string, status: 'open' | 'in_progress' | 'done') =>
      insertTask(tx, {
        customerId,
        assigneeId,
        kind: 'manual',
        method: 'phone',
        dueOn,
        status,
        ...(status === 'done' ? { finishedAt: '2026-03-01T00:00:00.000Z' } : {}),
      });
    task(c001, f.lina.id, '2026-04-06', 'open');
    task(c002, f.wanglei.id, '2026-03-30', 'in_progress');
    task(c003, f.lina.id, '2026-04-05', 'open');
    task(c003, f.lina.id, '2026-03-31', 'open');
    task(c003, f.lina.id, '2026-02-01', 'done');
  });
});

const summaries = (viewer: Viewer, filter: FollowUpFilter) =>
  listRecords(viewer, filter).rows.map((row) => row.summary);
const due = (viewer: Viewer, filter: FollowUpFilter) =>
  listTasks(viewer, { filter, today }).rows.map((row) => row.dueOn);
const others = () => [f.other?.supervisor, f.other?.rep] as Viewer[];

describe('records', () => {
  test('belong to the customer’s present owner: who handed over loses them, another team never had them', () => {
    expect(summaries(f.wanglei, {})).toEqual(['没人接']);
    expect(summaries(f.lina, { customer: String(f.customers.c001) })).toHaveLength(2);
    for (const filter of [{}, { q: '移交' }, { customer: String(f.customers.c001) }, { person: String(f.lina.id) }])
      for (const viewer of others()) expect(summaries(viewer, filter)).toEqual([]);
    expect(summaries(f.wanglei, { person: String(f.lina.id) })).toEqual([]);
  });

  test.each([
    [{ q: '100%' }, 1],
    [{ q: '%' }, 1],
    [{ q: 'a_b' }, 1],
    [{ q: '_' }, 1],
    [{ q: '第二行' }, 1],
    [{ q: 'hyjm' }, 2],
    [{ q: '晨川' }, 1],
    [{ q: '没有这句' }, 0],
    [{ method: 'phone' }, 1],
    [{ reached: 'no' }, 1],
    [{ from: '2026-03-31' }, 2],
    [{ from: '2026-03-02', to: '2026-03-30' }, 1],
    [{ person: 'none' }, 0],
    [{ person: 'x' }, 0],
  ] as const)('the filter %o finds %i', (filter, n) => {
    expect(summaries(f.supervisor, filter)).toHaveLength(n);
  });

  test('every one once over pages of one day', () => {
    const seen: number[] = [];
    let page = listRecords(f.manager, {});
    seen.push(...page.rows.map((row) => row.id));
    while (page.after !== null) {
      page = listRecords(f.manager, { after: page.after });
      seen.push(...page.rows.map((row) => row.id));
    }
    expect(seen).toHaveLength(123);
    expect(new Set(seen).size).toBe(123);
  });
});

describe('open tasks', () => {
  test('the longest due first, of the customers one has', () => {
    expect(due(f.manager, {})).toEqual(['2026-03-30', '2026-03-31', '2026-04-05', '2026-04-06']);
    expect(due(f.wanglei, {})).toEqual(['2026-03-30']);
    expect(due(f.lina, {})).toEqual(['2026-03-31', '2026-04-05', '2026-04-06']);
    for (const viewer of others()) expect(due(viewer, {})).toEqual([]);
  });

  test.each([
    [{ due: 'late' }, ['2026-03-30']],
    [{ due: 'today' }, ['2026-03-31']],
    // The week ends on Sunday, 2026-04-05.
    [{ due: 'week' }, ['2026-03-30', '2026-03-31', '2026-04-05']],
    [{ q: 'hyjm' }, ['2026-04-06']],
    [{ method: 'visit' }, []],
    [{ direction: 'desc' }, ['2026-04-06', '2026-04-05', '2026-03-31', '2026-03-30']],
  ] as const)('the filter %o', (filter, days) => {
    expect(due(f.supervisor, filter)).toEqual(days);
  });
});

test('both default orders come from an index', () => {
  const plan = (query: { toSQL: () => { sql: string; params: unknown[] } }) => {
    const { sql, params } = query.toSQL();
    const steps = database()
      .$client.prepare(`explain query plan ${sql}`)
      .all(...params) as { detail: string }[];
    return steps.map((step) => step.detail).join('\n');
  };
  for (const viewer of [f.manager, f.supervisor, f.lina]) {
    expect(plan(recordsQuery(viewer, {}, database()))).toContain('follow_up_records_contacted');
    expect(plan(tasksQuery(viewer, {}, today, database()))).toContain('follow_up_tasks_due');
    // A day's work is found without the years before it.
    expect(plan(doneQuery(f.manager, { today }, database()))).toContain('follow_up_tasks_finished');
    for (const query of [recordsQuery(viewer, {}, database()), tasksQuery(viewer, {}, today, database())])
      expect(plan(query)).not.toContain('TEMP B-TREE');
  }
});
