import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { targets } from '@/db/schema/targets';
import { freshDatabase } from '@/db/test-db';
import { type Caller, runAction } from '../action-core';
import { parsePeriod, type Range } from '../period';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { targetGrid } from './queries/grid';
import { targetChanges } from './queries/history';
import { setTargets } from './set-targets';
import { targetsSchema } from './validation';
import { putTarget } from './writes';

const year = parsePeriod('2026') as Range;
let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ db, otherTeam: true });
});

let posted = 0;
/** Posts cells as the page's form does; `opened` is what it was opened with, by default what is stored now. */
async function post(viewer: Viewer, cells: Record<string, string>, opened: Record<string, number> = stored()) {
  const caller: Caller = {
    origin: 'http://localhost:3000',
    fetchSite: 'same-origin',
    hosts: ['localhost:3000'],
    sessionToken: await write((tx) => sessionOf(tx, viewer)),
  };
  const form = new FormData();
  posted += 1;
  for (const [name, value] of Object.entries({
    year: '2026',
    opened: JSON.stringify(opened),
    _key: `k${posted}`,
    ...cells,
  }))
    form.append(name, value);
  return runAction({ name: 'targets.set', schema: targetsSchema, run: setTargets }, caller, form);
}
const stored = () =>
  Object.fromEntries(
    db
      .select()
      .from(targets)
      .all()
      .map((row) => [
        row.layer === 'department'
          ? `d.${row.month}`
          : row.layer === 'team'
            ? `t.${row.teamId}.${row.month}`
            : `p.${row.userId}.${row.teamId ?? 0}.${row.month}`,
        row.amountFen as number,
      ]),
  );
/** Like the page without script: the split's own button sends its fields with the sheet. */
const splitting = (row: string, fields: Record<string, string>) => ({
  split: '1',
  splitRow: row,
  splitSpan: 'year',
  splitBy: 'months',
  splitAmount: '',
  ...fields,
});
const lastAudit = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1).get();
const cellOf = (viewer: Viewer, month: string, teamId: number | null = viewer.teamId) =>
  `p.${viewer.id}.${teamId ?? 0}.${month}`;

test('changed cells are saved together, under one audit row with before and after', async () => {
  const cells = {
    [cellOf(f.wanglei, '2026-01')]: '70,000.00',
    [cellOf(f.wanglei, '2026-04')]: '5',
    [cellOf(f.lina, '2026-01')]: '',
    [cellOf(f.lina, '2026-02')]: '33,333.33',
  };
  expect(await post(f.supervisor, cells)).toMatchObject({
    done: true,
    message: { key: 'targets.saved', params: { count: 3 } },
  });
  expect(stored()).toMatchObject({
    [cellOf(f.wanglei, '2026-01')]: 7_000_000,
    [cellOf(f.wanglei, '2026-04')]: 500,
    [cellOf(f.lina, '2026-02')]: 3_333_333,
  });
  expect(stored()[cellOf(f.lina, '2026-01')]).toBeUndefined();
  const place = { layer: 'person', userId: f.wanglei.id, teamId: f.team };
  expect(lastAudit()).toMatchObject({
    action: 'targets.set',
    actorId: f.supervisor.id,
    details: {
      year: '2026',
      metric: 'amount',
      changes: [
        { ...place, month: '2026-01', before: 6_666_666, after: 7_000_000 },
        { ...place, month: '2026-04', before: null, after: 500 },
        { ...place, userId: f.lina.id, month: '2026-01', before: 3_333_333, after: null },
      ],
    },
  });
});

test('one bad cell refuses the whole sheet, each with its reason', async () => {
  const before = stored();
  const outcome = await post(f.manager, {
    [cellOf(f.wanglei, '2026-01')]: '1',
    [cellOf(f.wanglei, '2026-02')]: '很多',
    [cellOf(f.lina, '2026-02')]: '-1',
  });
  expect(outcome).toEqual({
    done: false,
    message: { key: 'targets.refused', params: { count: 2 } },
    errors: {
      [cellOf(f.wanglei, '2026-02')]: [{ key: 'targets.problem.notAmount' }],
      [cellOf(f.lina, '2026-02')]: [{ key: 'targets.problem.negative' }],
    },
  });
  expect(stored()).toEqual(before);
  expect(lastAudit()?.action).not.toBe('targets.set');
});

test('the manager sets every layer; a supervisor only the people of the own team', async () => {
  const all = { 'd.2026-01': '9', [`t.${f.team}.2026-01`]: '8', [cellOf(f.wanglei, '2026-05')]: '7' };
  expect(await post(f.manager, all)).toMatchObject({ done: true });
  expect(stored()).toMatchObject({ 'd.2026-01': 900, [`t.${f.team}.2026-01`]: 800 });

  const others = f.other as NonNullable<FixtureF['other']>;
  for (const name of [
    'd.2026-02',
    `t.${f.team}.2026-02`,
    cellOf(others.rep, '2026-02'),
    // Another team's person under the own team's name.
    cellOf(others.rep, '2026-02', f.team),
    'p.9999.0.2026-02',
  ])
    expect(await post(f.supervisor, { [name]: '1' })).toMatchObject({ errors: { [name]: [{ key: 'form.gone' }] } });
  const own = cellOf(f.wanglei, '2026-02');
  expect(await post(f.wanglei, { [own]: '1' })).toMatchObject({ errors: { [own]: [{ key: 'form.gone' }] } });
});

test('what someone else changed meanwhile is shown, not overwritten', async () => {
  const opened = stored();
  const name = cellOf(f.wanglei, '2026-01');
  await post(f.manager, { [name]: '80000' });
  expect(await post(f.supervisor, { [name]: '90000' }, opened)).toMatchObject({
    done: false,
    errors: { [name]: [{ key: 'targets.clash', params: { theirs: '80,000.00', opened: '66,666.66' } }] },
  });
  expect(stored()[name]).toBe(8_000_000);
  // Opened anew, the same entry is a decision.
  expect(await post(f.supervisor, { [name]: '90000' })).toMatchObject({ done: true });
});

test('nothing changed is said, and a broken form is stale', async () => {
  expect(await post(f.manager, { [cellOf(f.wanglei, '2026-01')]: '66666.66' })).toMatchObject({
    message: { key: 'targets.nothing' },
  });
  const broken = JSON.parse('{"d.2026-01":"x"}') as Record<string, number>;
  expect(await post(f.manager, {}, broken)).toMatchObject({ errors: { opened: [{ key: 'form.stale' }] } });
});

test('a month set under an earlier team stays there', async () => {
  const others = f.other as NonNullable<FixtureF['other']>;
  await write((tx) =>
    putTarget(
      tx,
      {
        month: '2026-06',
        metric: 'amount',
        layer: 'person',
        userId: f.lina.id,
        teamId: others.team,
        productLineId: null,
        amountFen: 100 as Fen,
      },
      null,
    ),
  );
  const name = cellOf(f.lina, '2026-06');
  expect(await post(f.supervisor, { [name]: '5' }, {})).toMatchObject({
    errors: { [name]: [{ key: 'targets.elsewhere' }] },
  });
  const manager = targetGrid(f.manager, year).groups;
  const lina = (teamId: number) =>
    manager.find((group) => group.teamId === teamId)?.people.find((row) => row.userId === f.lina.id);
  expect(lina(f.team)?.open[5]).toBe(false);
  expect(lina(others.team)).toMatchObject({ open: expect.arrayContaining([true]) });
  expect(lina(others.team)?.open.filter(Boolean)).toHaveLength(1);
});

test('the sheet reaches as far as the role', async () => {
  const shape = (viewer: Viewer) => {
    const { department, groups } = targetGrid(viewer, year);
    return {
      department: department !== null,
      groups: groups.map(({ name, team, people }) => [
        name,
        team?.open.some(Boolean) ?? null,
        people.map((row) => row.label),
      ]),
    };
  };
  expect(shape(f.manager)).toEqual({
    department: true,
    groups: [
      ['二组', true, expect.arrayContaining(['周敏', '孙涛'])],
      ['一组', true, expect.arrayContaining(['王磊', '李娜', '赵刚'])],
    ],
  });
  expect(shape(f.supervisor)).toEqual({
    department: false,
    groups: [['一组', false, expect.arrayContaining(['王磊', '李娜', '赵刚'])]],
  });
  expect(shape(f.wanglei)).toEqual({ department: false, groups: [['一组', null, ['王磊']]] });
  const own = targetGrid(f.wanglei, year).groups[0]?.people[0];
  expect(own?.cells.slice(0, 4)).toEqual([6_666_666, 6_666_666, 6_666_668, null]);
  expect(own?.open.every((open) => !open)).toBe(true);
});

test('a fiscal year’s sheet starts with its first month', () => {
  const fiscal = parsePeriod('2025', 4) as Range;
  const grid = targetGrid(f.wanglei, fiscal);
  expect(grid.months.slice(0, 2)).toEqual(['2025-04', '2025-05']);
  expect(grid.groups[0]?.people[0]?.cells.at(-1)).toBe(6_666_668);
  expect(db.select().from(targets).where(eq(targets.month, '2026-03')).all()).toHaveLength(2);
});

describe('an even split without script', () => {
  const rowOf = (viewer: Viewer) => `p.${viewer.id}.${viewer.teamId}`;

  test('puts a quarter’s figure of a person into its months, the remainder into the last', async () => {
    const fields = splitting(rowOf(f.wanglei), { splitSpan: 'q2', splitAmount: '200,000' });
    expect(await post(f.supervisor, fields)).toMatchObject({ done: true, message: { params: { count: 3 } } });
    expect(stored()).toMatchObject({
      [cellOf(f.wanglei, '2026-04')]: 6_666_666,
      [cellOf(f.wanglei, '2026-05')]: 6_666_666,
      [cellOf(f.wanglei, '2026-06')]: 6_666_668,
    });
    expect(lastAudit()).toMatchObject({ action: 'targets.set', details: { changes: [{ after: 6_666_666 }, {}, {}] } });
  });

  test('shares a team’s typed month over its people, who is closed left out', async () => {
    const month = { [`t.${f.team}.2026-09`]: '100' };
    expect(
      await post(f.manager, { ...month, ...splitting(`t.${f.team}`, { splitSpan: 'q3', splitBy: 'parts' }) }),
    ).toMatchObject({ done: true, message: { params: { count: 4 } } });
    const now = stored();
    const parts = [f.wanglei, f.lina, f.supervisor].map((person) => now[cellOf(person, '2026-09')] ?? 0);
    expect(parts.sort()).toEqual([3_333, 3_333, 3_334]);
    expect(now[`t.${f.team}.2026-09`]).toBe(10_000);
  });

  test.each([
    ['a team’s own figure is the manager’s', () => [f.supervisor, `t.${f.team}`, { splitAmount: '5' }], 'closed'],
    [
      'another team’s person is not there',
      () => [f.supervisor, rowOf(f.other?.rep as Viewer), { splitAmount: '5' }],
      'noRow',
    ],
    ['a rep sets nothing', () => [f.wanglei, rowOf(f.wanglei), { splitAmount: '5' }], 'closed'],
    ['there is no amount', () => [f.supervisor, rowOf(f.wanglei), {}], 'noAmount'],
    ['the team has no target', () => [f.supervisor, `t.${f.team}`, { splitBy: 'parts' }], 'noWhole'],
  ] as [string, () => [Viewer, string, Record<string, string>], string][])('%s', async (_, given, problem) => {
    const before = stored();
    const [viewer, row, fields] = given();
    expect(await post(viewer, splitting(row, fields))).toMatchObject({
      done: false,
      errors: { splitAmount: [{ key: `targets.split.problem.${problem}` }] },
    });
    expect(stored()).toEqual(before);
  });
});

test('targets for cash stand apart from those for the amount', async () => {
  const name = cellOf(f.wanglei, '2026-01');
  expect(await post(f.supervisor, { metric: 'cash', [name]: '50,000' }, {})).toMatchObject({ done: true });
  const cellOfMetric = (metric: 'amount' | 'cash') =>
    targetGrid(f.wanglei, year, metric).groups[0]?.people[0]?.cells[0] ?? null;
  expect([cellOfMetric('amount'), cellOfMetric('cash')]).toEqual([6_666_666, 5_000_000]);
  expect(lastAudit()?.details).toMatchObject({ metric: 'cash' });
  // The sheet of the amount isn't what a form of cash was opened with.
  expect(await post(f.supervisor, { metric: 'cash', [name]: '1' }, { [name]: 6_666_666 })).toMatchObject({
    errors: { [name]: [{ key: 'targets.clash', params: { theirs: '50,000.00' } }] },
  });
});

test('the last changes are read as far as the targets themselves are', async () => {
  const others = f.other as NonNullable<FixtureF['other']>;
  await post(f.manager, { 'd.2026-01': '9', [`t.${f.team}.2026-01`]: '8', [cellOf(others.rep, '2026-05')]: '7' });
  await post(f.supervisor, { [cellOf(f.wanglei, '2026-01')]: '6', [cellOf(f.lina, '2026-02')]: '' });
  await post(f.supervisor, { metric: 'cash', [cellOf(f.wanglei, '2026-01')]: '5' }, {});
  const seen = (viewer: Viewer, metric: 'amount' | 'cash' = 'amount') =>
    targetChanges(viewer, { year, metric, most: 30 }).map((change) => [
      change.by,
      change.layer,
      change.userId ?? change.teamId,
      change.month,
      change.before,
      change.after,
    ]);
  const wanglei = ['赵刚', 'person', f.wanglei.id, '2026-01', 6_666_666, 600];
  const lina = ['赵刚', 'person', f.lina.id, '2026-02', 3_333_333, null];
  const team = ['刘建国', 'team', f.team, '2026-01', null, 800];
  const theirs = ['刘建国', 'person', others.rep.id, '2026-05', null, 700];
  expect(seen(f.manager)).toEqual([wanglei, lina, ['刘建国', 'department', null, '2026-01', null, 900], team, theirs]);
  expect(seen(f.supervisor)).toEqual([wanglei, lina, team]);
  expect(seen(f.wanglei)).toEqual([wanglei]);
  expect(seen(others.rep)).toEqual([theirs]);
  expect(seen(others.supervisor)).toEqual([theirs]);
  expect(seen(f.supervisor, 'cash')).toEqual([['赵刚', 'person', f.wanglei.id, '2026-01', null, 500]]);
  expect(targetChanges(f.manager, { year: parsePeriod('2025') as Range, metric: 'amount', most: 30 })).toEqual([]);
  expect(targetChanges(f.manager, { year, metric: 'amount', most: 2 })).toHaveLength(2);
});
