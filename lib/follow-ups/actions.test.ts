import { asc, desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { customers, demandChanges, type Stage, stageChanges } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { setOwner } from '../customers/owner';
import { type FormState, idle } from '../form-state';
import { ensureDictionaryEntry } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import {
  beginTask,
  bringBackTask,
  callOffTask,
  putTask,
  saveNewTask,
  saveRecord,
  saveRecordEdit,
  saveTask,
  undoSavedRecord,
} from './actions';
import { isFreelyEdited, isLateEntry } from './punctual';
import { spellRecord } from './record-fields';
import { scheduleNext } from './schedule';
import { spellTask } from './tasks';
import { insertTask } from './writes';

const flashes: { text: string; undo?: { name: string; fields: Record<string, string> } }[] = [];
vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', () => ({ setFlash: async (flash: (typeof flashes)[number]) => void flashes.push(flash) }));
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
type Values = Record<string, string | string[]>;
let keys = 0;
async function post(action: Action, values: Values, key = `key ${++keys}`): Promise<FormState & { to?: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: key }))
    for (const one of [value].flat()) form.append(name, one);
  return action(idle, form).catch((error: Error) => {
    if (!error.message.startsWith('to ')) throw error;
    return { ...idle, status: 'done' as const, to: error.message.slice(3) };
  });
}
const as = (viewer: Viewer) =>
  write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });

// Today is Tuesday, 2026-03-31, noon in Shanghai.
let db: Db;
let f: FixtureF;
let c002: number;
let automatic: number;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  c002 = f.customers.c002;
  await as(f.wanglei);
  await write((tx) => scheduleNext(tx, c002, 'filed'));
  automatic = tasks()[0]?.id as number;
  flashes.length = 0;
});
afterEach(() => vi.unstubAllEnvs());

const customer = () => db.select().from(customers).where(eq(customers.id, c002)).get() as typeof customers.$inferSelect;
const records = () => db.select().from(followUpRecords).orderBy(asc(followUpRecords.id)).all();
const tasks = () => db.select().from(followUpTasks).orderBy(asc(followUpTasks.id)).all();
const stagesOf = () =>
  db.select().from(stageChanges).where(eq(stageChanges.customerId, c002)).orderBy(asc(stageChanges.id)).all();
const audits = () => db.select().from(auditEvents).all().length;
const lastAction = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).get()?.action;
const opened = () => {
  const { id, stage, demandTypeId, demandChange } = customer();
  return JSON.stringify({
    customerId: String(id),
    stage,
    demandTypeId: String(demandTypeId ?? ''),
    demandChange: demandChange ?? '',
  });
};
const typed = (values: Values = {}): Values => ({
  customerId: String(c002),
  method: 'phone',
  summary: '确认三台离心机的配置',
  next: 'cadence',
  stage: customer().stage,
  opened: opened(),
  back: '/',
  ...values,
});
const file = (values: Values = {}, key?: string) => post(saveRecord, typed(values), key);
const open = () => tasks().filter(({ status }) => ['open', 'in_progress'].includes(status));

describe('one save', () => {
  test('files the record, completes the task, moves stage and demand and plans the next', async () => {
    const demand = await write((tx) => ensureDictionaryEntry(tx, 'demand_type', '设备更新'));
    const before = audits();
    const answer = await file({
      taskId: String(automatic),
      'feedbackTags[]': ['interested', 'expensive'],
      feedback: '等预算',
      next: '3',
      nextPlan: '送正式报价单',
      stage: 'negotiation',
      demandTypeId: String(demand),
      demandChange: '由单台改为三台',
    });
    expect(answer).toMatchObject({ status: 'done', to: '/' });
    expect(records()).toMatchObject([
      {
        customerId: c002,
        taskId: automatic,
        authorId: f.wanglei.id,
        reached: true,
        contactedOn: '2026-03-31',
        contactedAt: '2026-03-31T04:00:00.000Z',
        enteredAt: '2026-03-31T04:00:00.000Z',
        feedback: '等预算',
        feedbackTags: ['interested', 'expensive'],
        nextPlan: '送正式报价单',
        nextOn: '2026-04-03',
        stageAfter: 'negotiation',
      },
    ]);
    expect(tasks()).toMatchObject([
      { id: automatic, status: 'done', finishedAt: '2026-03-31T04:00:00.000Z' },
      { kind: 'manual', dueOn: '2026-04-03', objective: '送正式报价单', assigneeId: f.wanglei.id, status: 'open' },
    ]);
    expect(customer()).toMatchObject({
      stage: 'negotiation',
      demandTypeId: demand,
      demandChange: '由单台改为三台',
      lastContactOn: '2026-03-31',
      nextDueOn: '2026-04-03',
    });
    expect(stagesOf().at(-1)).toMatchObject({ toStage: 'negotiation', changedBy: f.wanglei.id });
    expect(db.select().from(demandChanges).all()).toMatchObject([{ demandTypeId: demand, changedBy: f.wanglei.id }]);
    expect(audits()).toBe(before + 1);
    expect(lastAction()).toBe('followUp.recorded');
    expect(flashes).toMatchObject([{ text: '已保存，下次跟进 4 月 3 日', undo: { name: 'followUp.undo' } }]);
  });

  test.each([
    [{ next: 'cadence' }, '2026-06-01', 'automatic'],
    [{ next: '1' }, '2026-04-01', 'manual'],
    [{ next: '7' }, '2026-04-07', 'manual'],
    // 清明 rests from 04-04 to 04-06.
    [{ next: 'none', nextOn: '2026-04-04' }, '2026-04-07', 'manual'],
  ] as const)('%o is due on %s', async (values, dueOn, kind) => {
    await file(values);
    expect(open()).toMatchObject([{ dueOn, kind }]);
    expect(records()[0]?.nextOn).toBe(dueOn);
  });

  test('“none” plans nothing', async () => {
    await file({ next: 'none' });
    expect(open()).toEqual([]);
    expect(flashes[0]?.text).toBe('已保存，没有排下次跟进');
  });

  test('a loss needs its reason and ends the cadence', async () => {
    expect((await file({ stage: 'lost' })).errors).toEqual({ lossReasonId: ['选一个流失原因'] });
    const reason = await write((tx) => ensureDictionaryEntry(tx, 'loss_reason', '价格'));
    await file({ lossReasonId: String(reason) });
    expect(customer()).toMatchObject({ stage: 'lost', lossReasonId: reason });
    expect(open()).toEqual([]);
  });

  test('a stage somebody else moved is asked about; one left alone stays as it is now', async () => {
    const was = opened();
    await write((tx) => tx.update(customers).set({ stage: 'evaluation' }).where(eq(customers.id, c002)).run());
    const clash = await file({ opened: was, stage: 'research' });
    expect(clash.errors).toEqual({ stage: ['合作状态刚被改成“方案评估”。要用你选的，再保存一次'] });
    expect(records()).toEqual([]);
    await file({ opened: was, stage: 'won' satisfies Stage });
    expect(customer().stage).toBe('evaluation');
    await file({ opened: String(clash.values.opened), stage: 'research', summary: '又说了一次' });
    expect(customer().stage).toBe('research');
  });

  test('a demand somebody else changed is shown beside one’s own; what only they changed stays (R42)', async () => {
    const [renewal, growth] = await write((tx) => [
      ensureDictionaryEntry(tx, 'demand_type', '设备更新'),
      ensureDictionaryEntry(tx, 'demand_type', '扩产'),
    ]);
    const was = opened();
    await as(f.supervisor);
    await file({ demandTypeId: String(renewal), demandChange: '换新' });
    await as(f.wanglei);
    const rows = audits();
    const clash = await file({ opened: was, demandTypeId: String(growth) });
    expect(clash.errors.demandTypeId?.[0]).toMatch(/^赵刚 .* 已把这里改成“设备更新”/);
    expect(clash.values).toMatchObject({ demandTypeId: String(growth), demandChange: '换新' });
    expect([records().length, audits()]).toEqual([1, rows]);
    await file({ ...(clash.values as Values), summary: '再存一次' });
    expect(customer()).toMatchObject({ demandTypeId: growth, demandChange: '换新' });
  });

  test('需求明确 follows the demand type, there and back (R9)', async () => {
    const [renewal, vague] = await write((tx) => [
      ensureDictionaryEntry(tx, 'demand_type', '设备更新'),
      ensureDictionaryEntry(tx, 'demand_type', '咨询'),
    ]);
    await file({ demandTypeId: String(renewal) });
    expect(customer().demandClear).toBe(true);
    await file({ demandTypeId: String(vague), summary: '只是问问' });
    expect(customer().demandClear).toBeNull();
    await post(undoSavedRecord, { recordId: String(records().at(-1)?.id) });
    expect(customer().demandClear).toBe(true);
  });

  test('a contact older than the last one completes only the task it names and moves no date', async () => {
    await file({ next: 'cadence' });
    const [next] = open();
    await write((tx) =>
      tx
        .update(followUpTasks)
        .set({ dueOn: '2026-03-31' })
        .where(eq(followUpTasks.id, next?.id ?? 0))
        .run(),
    );
    await file({ contactedAt: '2026-03-10T09:00', summary: '补记三月上旬的电话' });
    expect(open()).toMatchObject([{ id: next?.id, dueOn: '2026-03-31' }]);
    expect(customer().lastContactOn).toBe('2026-03-31');
  });
});

describe('未接通', () => {
  test('logs the attempt, keeps the task for tomorrow and resets nothing', async () => {
    const before = customer();
    expect(await file({ outcome: 'unreached', summary: '', stage: 'won' })).toMatchObject({ to: '/' });
    expect(records()).toMatchObject([{ reached: false, summary: '未接通', nextOn: null }]);
    expect(tasks()).toMatchObject([
      { id: automatic, status: 'in_progress', dueOn: '2026-04-01', startedAt: '2026-03-31T04:00:00.000Z' },
    ]);
    expect(customer()).toMatchObject({ lastContactOn: before.lastContactOn, stage: before.stage });
    expect(flashes[0]?.text).toBe('已记未接通，4 月 1 日再联系');
  });

  test('before a rest it comes again on the next working day', async () => {
    vi.stubEnv('KEJI_CLOCK', '2026-04-03T09:00:00.000Z');
    await file({ outcome: 'unreached', summary: '' });
    expect(tasks()[0]?.dueOn).toBe('2026-04-07');
  });
});

describe('the moment of the contact (R35)', () => {
  test.each([
    ['2026-03-31T12:01', { contactedAt: ['联系时间不能晚于现在'] }],
    ['2026-04-01T00:00', { contactedAt: ['联系时间不能晚于现在'] }],
    ['9999-12-31T23:59', { contactedAt: ['联系时间不能晚于现在'] }],
    ['2026-03-31', { contactedAt: ['联系时间不对，要有日期和几点几分'] }],
    ['2026-02-30T10:00', { contactedAt: ['联系时间不对，要有日期和几点几分'] }],
  ])('%s is refused', async (contactedAt, errors) => {
    expect((await file({ contactedAt })).errors).toEqual(errors);
    expect(records()).toEqual([]);
  });

  test('belongs to the company’s day', async () => {
    // 00:30 in Shanghai is the day before in UTC.
    await file({ contactedAt: '2026-02-01T00:30' });
    expect(records()).toMatchObject([{ contactedOn: '2026-02-01', contactedAt: '2026-01-31T16:30:00.000Z' }]);
    vi.stubEnv('KEJI_CLOCK', '2026-01-31T16:30:00.000Z');
    await file({ summary: '半夜' });
    expect(records()[1]?.contactedOn).toBe('2026-02-01');
  });

  test.each([
    ['2026-03-31T04:00:00.000Z', false],
    ['2026-03-30T04:00:00.000Z', false],
    ['2026-03-30T03:59:59.999Z', true],
  ])('entered 24 hours after %s: late is %s', (contactedAt, isLate) => {
    expect(isLateEntry({ contactedAt, enteredAt: '2026-03-31T04:00:00.000Z' })).toBe(isLate);
  });

  test('imported history is exempt; the author’s free day ends to the millisecond', () => {
    expect(isLateEntry({ contactedAt: null, enteredAt: '2026-03-31T04:00:00.000Z' })).toBe(false);
    const entry = { enteredAt: '2026-03-30T04:00:00.000Z' };
    expect(isFreelyEdited(entry, new Date('2026-03-31T04:00:00.000Z'))).toBe(true);
    expect(isFreelyEdited(entry, new Date('2026-03-31T04:00:00.001Z'))).toBe(false);
  });
});

describe('undo', () => {
  const undo = () => post(undoSavedRecord, { recordId: String(records().at(-1)?.id) });
  const state = () => {
    const { version, ...rest } = customer();
    return {
      customer: rest,
      tasks: tasks().map(({ version: _, ...task }) => task),
      stages: stagesOf(),
      records: records(),
    };
  };

  test.each([
    ['a whole save', { next: '3', stage: 'negotiation', demandChange: '由单台改为三台', nextPlan: '报价' }],
    ['by cadence', { next: 'cadence', nextPlan: '报价' }],
    ['no next', { next: 'none' }],
    ['an attempt', { outcome: 'unreached', summary: '' }],
  ])('takes %s back exactly', async (_what, values) => {
    const before = state();
    await file(values);
    expect(state()).not.toEqual(before);
    const rows = audits();
    expect(await undo()).toMatchObject({ status: 'done' });
    expect(state()).toEqual(before);
    expect(db.select().from(demandChanges).all()).toEqual([]);
    expect(audits()).toBe(rows + 1);
    expect(lastAction()).toBe('followUp.undone');
  });

  test('numbers in other words stay as they were, though the trail has them masked (R41)', async () => {
    db.update(customers).set({ demandChange: '找 13900005678' }).where(eq(customers.id, c002)).run();
    await write((tx) =>
      insertTask(tx, {
        customerId: c002,
        assigneeId: f.wanglei.id,
        kind: 'manual',
        objective: '回 13700000001',
        dueOn: '2026-12-01',
      }),
    );
    const before = [tasks().map(({ objective, status }) => [objective, status]), customer().demandChange];
    await file({ next: '3', demandChange: '找 13900005678' });
    expect(JSON.stringify(db.select().from(auditEvents).all())).not.toMatch(/13900005678|13700000001/);
    expect(await undo()).toMatchObject({ status: 'done' });
    expect([tasks().map(({ objective, status }) => [objective, status]), customer().demandChange]).toEqual(before);
    // What the save itself replaced is known nowhere any more: better refused than brought back masked.
    await file({ next: '3', demandChange: '改由许工对接' });
    expect(await undo()).toMatchObject({ status: 'refused', message: '后面又有了新的改动，不能再撤销' });
  });

  test('leaves alone a task that meanwhile got the number of one it brings back', async () => {
    await write((tx) =>
      tx.update(followUpTasks).set({ dueOn: '2026-05-06' }).where(eq(followUpTasks.id, automatic)).run(),
    );
    await file({ next: 'none' });
    expect(open()).toEqual([]);
    const other = await write((tx) =>
      insertTask(tx, { customerId: f.customers.c003, assigneeId: f.lina.id, kind: 'manual', dueOn: '2026-04-09' }),
    );
    expect(other).toBe(automatic);
    await undo();
    expect(open()).toMatchObject([
      { id: automatic, customerId: f.customers.c003, kind: 'manual', dueOn: '2026-04-09' },
      { customerId: c002, kind: 'automatic', dueOn: '2026-05-06' },
    ]);
  });

  test('gives no task back to whoever had the customer before a handover', async () => {
    const lossReasonId = String(await write((tx) => ensureDictionaryEntry(tx, 'loss_reason', '价格')));
    await as(f.supervisor);
    await file({ taskId: String(automatic), stage: 'lost', lossReasonId });
    const [record] = records();
    await write((tx) => {
      setOwner(tx, customer(), { ownerId: f.lina.id }, { kind: 'handover', by: f.supervisor.id });
      scheduleNext(tx, c002, 'owner');
    });
    expect(await post(undoSavedRecord, { recordId: String(record?.id) })).toMatchObject({ status: 'refused' });
    expect(open().map(({ assigneeId }) => assigneeId)).not.toContain(f.wanglei.id);
  });

  test('is the author’s only, for a few minutes, and not once something was built on it', async () => {
    await file({ next: '3' });
    await as(f.supervisor);
    expect(await undo()).toMatchObject({ status: 'refused', message: '没有这条记录，可能已被删除或不归你管' });
    await as(f.wanglei);
    vi.useFakeTimers({ now: Date.now() + 6 * 60_000, toFake: ['Date'] });
    expect((await undo()).message).toBe('过了几分钟，不能再撤销');
    vi.useRealTimers();
    const next = open()[0] as (typeof followUpTasks)['$inferSelect'];
    await post(putTask, { taskId: String(next.id), version: String(next.version), dueOn: '2026-04-08' });
    expect((await undo()).message).toBe('后面又有了新的改动，不能再撤销');
    expect(records()).toHaveLength(1);
  });
});

describe('filed twice (P26)', () => {
  test('the same form writes once; the same words from another form are asked about', async () => {
    await file({}, 'one');
    expect(await file({}, 'one')).toMatchObject({ status: 'done', to: '/' });
    expect(records()).toHaveLength(1);
    const asked = await file({ opened: opened() });
    expect(asked.errors).toEqual({ confirmed: ['同一天已给这个客户记过一模一样的内容。还要再记一条吗？'] });
    await file({ asked: String(asked.values.asked), confirmed: '1' });
    expect(records()).toHaveLength(2);
    await file({ summary: '说了别的' });
    expect(records()).toHaveLength(3);
  });
});

describe('by hand (P24)', () => {
  const gone = '没有这条记录，可能已被删除或不归你管';
  test('another’s customer, task or record looks like a missing one and nothing is written', async () => {
    await file();
    const record = String(records()[0]?.id);
    const { c001 } = f.customers;
    const theirs = await write((tx) => {
      scheduleNext(tx, c001, 'filed');
      return tx.select().from(followUpTasks).where(eq(followUpTasks.customerId, c001)).get();
    });
    const before = { audits: audits(), tasks: tasks(), records: records() };
    const task = { taskId: String(theirs?.id), version: '1' };
    for (const [viewer, action, values] of [
      [f.wanglei, saveRecord, typed({ customerId: String(c001) })],
      [f.wanglei, saveRecord, typed({ customerId: '99999' })],
      // A task of a customer that isn't the one of the form.
      [f.wanglei, saveRecord, typed({ taskId: task.taskId })],
      [f.wanglei, putTask, { ...task, dueOn: '2026-04-02' }],
      [f.wanglei, callOffTask, { ...task, reason: '不打了' }],
      [f.wanglei, beginTask, task],
      [f.wanglei, bringBackTask, task],
      [f.wanglei, saveTask, { taskId: task.taskId, dueOn: '2026-04-02', opened: '{}' }],
      [f.wanglei, saveNewTask, { customerId: String(c001), objective: '拜访', dueOn: '2026-04-02' }],
      [f.lina, saveRecordEdit, { recordId: record, summary: '改', opened: '{}' }],
      [f.lina, undoSavedRecord, { recordId: record }],
      // A supervisor sees it, and edits no one else's words.
      [f.supervisor, saveRecordEdit, { recordId: record, summary: '改', opened: '{}' }],
      [f.other?.supervisor, putTask, { ...task, dueOn: '2026-04-02' }],
    ] as [Viewer, Action, Values][]) {
      await as(viewer);
      expect(await post(action, values)).toMatchObject({ status: 'refused', message: gone });
    }
    expect({ audits: audits(), tasks: tasks(), records: records() }).toEqual(before);
  });
});

describe('tasks', () => {
  const task = (id: number) => tasks().find((one) => one.id === id) as (typeof followUpTasks)['$inferSelect'];
  const named = (id: number) => ({ taskId: String(id), version: String(task(id).version) });
  const byHand = () =>
    write((tx) =>
      insertTask(tx, {
        customerId: c002,
        assigneeId: f.wanglei.id,
        kind: 'manual',
        objective: '送样',
        dueOn: '2026-04-02',
      }),
    );

  test('are made by hand for the owner, or for whoever leads and sees the customer', async () => {
    const values = { customerId: String(c002), method: 'visit', objective: '验收', dueOn: '2026-04-02', back: '/' };
    const before = audits();
    expect(await post(saveNewTask, values)).toMatchObject({ to: '/' });
    expect(tasks().at(-1)).toMatchObject({ kind: 'manual', assigneeId: f.wanglei.id, createdBy: f.wanglei.id });
    expect([audits(), lastAction()]).toEqual([before + 1, 'task.added']);
    for (const [field, wrong] of [
      ['dueOn', { dueOn: '2026-03-30' }],
      ['dueOn', { dueOn: '2026-02-30' }],
      ['objective', { objective: ' ' }],
      // A colleague doesn't see the customer.
      ['assigneeId', { assigneeId: String(f.lina.id) }],
    ] as const)
      expect(Object.keys((await post(saveNewTask, { ...values, ...wrong })).errors)).toEqual([field]);
    await as(f.supervisor);
    expect(await post(saveNewTask, { ...values, assigneeId: String(f.supervisor.id) })).toMatchObject({ to: '/' });
    expect(await post(saveNewTask, { ...values, assigneeId: String(f.other?.supervisor.id) })).toMatchObject({
      status: 'refused',
    });
  });

  test('go to another day and back, unless somebody was there before', async () => {
    const id = await byHand();
    const stale = named(id);
    await post(putTask, { ...stale, dueOn: '2026-04-07' });
    expect(task(id).dueOn).toBe('2026-04-07');
    expect(flashes.at(-1)).toMatchObject({ text: '晨川水务设备有限公司改到 4 月 7 日' });
    expect((await post(putTask, { ...stale, dueOn: '2026-04-01' })).message).toBe('这条任务刚被改过，看过再操作');
    const undo = flashes.at(-1)?.undo?.fields ?? {};
    await post(putTask, undo);
    expect(task(id).dueOn).toBe('2026-04-02');
    expect(flashes.at(-1)).toEqual(expect.objectContaining({ text: '已撤销' }));
  });

  test('an automatic one put behind one made by hand gives way, and says so', async () => {
    await byHand();
    expect(open()).toMatchObject([{ kind: 'automatic' }, { kind: 'manual' }]);
    await post(putTask, { ...named(automatic), dueOn: '2026-04-07' });
    expect(open()).toMatchObject([{ kind: 'manual', dueOn: '2026-04-02' }]);
    expect(flashes.at(-1)).toEqual({ text: '晨川水务设备有限公司在那之前已另排跟进，这条自动提醒不再保留' });
  });

  test('one called off is not brought back to a customer archived meanwhile', async () => {
    await post(callOffTask, { ...named(automatic), reason: '客户停产' });
    await write((tx) =>
      tx.update(customers).set({ archivedAt: '2026-03-31T04:00:00.000Z' }).where(eq(customers.id, c002)).run(),
    );
    const [rows, before] = [audits(), task(automatic)];
    const back = await post(bringBackTask, flashes.at(-1)?.undo?.fields ?? {});
    expect(back.message).toBe('后面又有了新的改动，不能再撤销');
    expect([audits(), task(automatic)]).toEqual([rows, before]);
  });

  test('brought back after a handover, it is the new owner’s', async () => {
    await as(f.supervisor);
    await post(saveNewTask, { customerId: String(c002), objective: '送样机', dueOn: '2026-04-08' });
    const task = tasks().at(-1);
    await post(callOffTask, { taskId: String(task?.id), version: String(task?.version), reason: '不用了' });
    const undo = flashes.at(-1)?.undo?.fields ?? {};
    await write((tx) => {
      setOwner(tx, customer(), { ownerId: f.lina.id }, { kind: 'handover', by: f.supervisor.id });
      scheduleNext(tx, c002, 'owner');
    });
    expect(await post(bringBackTask, undo)).toMatchObject({ status: 'done' });
    expect(tasks().find(({ id }) => id === task?.id)).toMatchObject({ status: 'open', assigneeId: f.lina.id });
  });

  test('are called off with a reason and brought back; an automatic one skips its round', async () => {
    expect((await post(callOffTask, { ...named(automatic), reason: '' })).errors).toEqual({ reason: ['这里要填'] });
    await post(callOffTask, { ...named(automatic), reason: '客户停产' });
    expect(task(automatic)).toMatchObject({ status: 'cancelled', cancelReason: '客户停产' });
    // One cadence from today.
    expect(open()).toMatchObject([{ kind: 'automatic', dueOn: '2026-06-01' }]);
    await post(bringBackTask, flashes.at(-1)?.undo?.fields ?? {});
    expect(open()).toMatchObject([{ id: automatic, status: 'open', cancelReason: null, dueOn: '2026-03-31' }]);
  });

  test('are started, and edited without losing what another changed', async () => {
    const id = await byHand();
    await post(beginTask, named(id));
    expect(task(id)).toMatchObject({ status: 'in_progress', startedAt: '2026-03-31T04:00:00.000Z' });
    const spelled = spellTask(task(id));
    const form = { taskId: String(id), ...spelled, opened: JSON.stringify(spelled), back: '/' };
    await post(saveTask, { ...form, dueOn: '2026-04-08' });
    await post(saveTask, { ...form, objective: '送两件样' });
    expect(task(id)).toMatchObject({ dueOn: '2026-04-08', objective: '送两件样' });
    const clash = await post(saveTask, { ...form, dueOn: '2026-04-09' });
    expect(clash.errors.dueOn?.[0]).toContain('2026-04-08');
    expect(task(id).dueOn).toBe('2026-04-08');
  });
});

describe('editing a record', () => {
  const edit = (values: Values = {}) => {
    const row = records()[0] as (typeof followUpRecords)['$inferSelect'];
    const { feedbackTags, ...spelled } = spellRecord(row);
    return post(saveRecordEdit, {
      recordId: String(row.id),
      ...spelled,
      opened: JSON.stringify({ ...spelled, feedbackTags }),
      ...values,
    });
  };
  const edits = () => db.select().from(followUpRecordEdits).all();

  test('is free for 24 hours; later the old text is kept', async () => {
    await file({ 'feedbackTags[]': ['waiting'], feedback: '等预算' });
    vi.stubEnv('KEJI_CLOCK', '2026-04-01T04:00:00.000Z');
    await edit({ summary: '改一次', 'feedbackTags[]': ['waiting'] });
    expect(records()[0]).toMatchObject({ summary: '改一次', version: 2 });
    expect(edits()).toEqual([]);
    vi.stubEnv('KEJI_CLOCK', '2026-04-01T04:00:00.001Z');
    const before = audits();
    await edit({ summary: '改两次', 'feedbackTags[]': ['interested'] });
    expect(records()[0]).toMatchObject({ summary: '改两次', feedbackTags: ['interested'] });
    expect(edits()).toMatchObject([{ summary: '改一次', feedback: '观望，等预算', editedBy: f.wanglei.id }]);
    expect([audits(), lastAction()]).toEqual([before + 1, 'followUp.edited']);
    expect((await edit({ 'feedbackTags[]': ['interested'] })).message).toBe('没有改动');
    expect((await edit({ summary: ' ' })).errors).toEqual({ summary: ['这里要填'] });
  });
});
