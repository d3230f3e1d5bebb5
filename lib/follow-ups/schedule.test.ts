import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { database, type Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { freshDatabase } from '@/db/test-db';
import { moveStage } from '@/lib/customers/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { type Because, scheduleAfterImport, scheduleContacted, scheduleNext } from './schedule';
import { insertRecord, insertTask } from './writes';

// Today is Tuesday, 2026-03-31. C002 was filed on 2025-11-18 and belongs to 王磊.
let f: FixtureF;
let id: number;
beforeEach(async () => {
  freshDatabase();
  f = await loadFixtureF();
  id = f.customers.c002;
});
const run = (change: (tx: Tx) => void) => database().transaction(change);
const schedule = (because: Because, change: (tx: Tx) => void = () => undefined) =>
  run((tx) => {
    change(tx);
    scheduleNext(tx, id, because);
  });
const set = (values: Partial<typeof customers.$inferInsert>) => (tx: Tx) =>
  tx.update(customers).set(values).where(eq(customers.id, id)).run();
const contact =
  (contactedOn: string, reached = true) =>
  (tx: Tx) =>
    insertRecord(tx, {
      customerId: id,
      authorId: f.wanglei.id,
      method: 'phone',
      contactedOn,
      summary: '聊过',
      reached,
    });
const byHand = (dueOn: string) => (tx: Tx) =>
  insertTask(tx, { customerId: id, assigneeId: f.wanglei.id, kind: 'manual', dueOn, status: 'open' });
const tasks = () => database().select().from(followUpTasks).where(eq(followUpTasks.customerId, id)).all();
const open = () =>
  tasks()
    .filter(({ status }) => status === 'open' || status === 'in_progress')
    .map(({ kind, dueOn }) => `${kind} ${dueOn}`);
const nextDueOn = () => database().select().from(customers).where(eq(customers.id, id)).get()?.nextDueOn;

describe('the automatic task', () => {
  test('counts from the filing, then from the last real contact; an attempt resets nothing', () => {
    schedule('filed', set({ filedOn: '2026-02-03' }));
    expect(open()).toEqual(['automatic 2026-04-03']);
    schedule('contact', contact('2026-03-30', false));
    expect(open()).toEqual(['automatic 2026-04-03']);
    schedule('contact', contact('2026-03-30'));
    expect(open()).toEqual(['automatic 2026-06-01']);
    expect(nextDueOn()).toBe('2026-06-01');
    expect(tasks()).toHaveLength(1);
  });

  test('is due today when the cadence ran out long ago; what was late already stays late', () => {
    schedule('filed');
    expect(open()).toEqual(['automatic 2026-03-31']);
    run((tx) => tx.update(followUpTasks).set({ dueOn: '2026-03-20' }).run());
    schedule('level', set({ level: 'key' }));
    expect(open()).toEqual(['automatic 2026-03-20']);
  });

  test('leaves a run-out cadence to a task made by hand within the next one', () => {
    schedule('task', byHand('2026-04-01'));
    expect(open()).toEqual(['manual 2026-04-01']);
    // Two months and a day on, nobody would come by before.
    run((tx) => tx.update(followUpTasks).set({ dueOn: '2026-06-02' }).run());
    schedule('task');
    expect(open()).toContain('automatic 2026-03-31');
  });

  test.each([
    ['strategic', '2026-04-07'],
    ['key', '2026-04-14'],
    ['potential', '2026-04-30'],
    ['normal', '2026-06-01'],
  ] as const)('is counted anew for %s', (level, dueOn) => {
    schedule('contact', contact('2026-03-31'));
    schedule('level', set({ level }));
    expect(open()).toEqual([`automatic ${dueOn}`]);
  });

  test('stays where somebody put it until a contact, the level or the owner changes', () => {
    schedule('contact', contact('2026-03-31'));
    run((tx) => tx.update(followUpTasks).set({ dueOn: '2026-04-02' }).run());
    schedule('stage');
    schedule('task');
    expect(open()).toEqual(['automatic 2026-04-02']);
    schedule('owner', set({ ownerId: f.lina.id }));
    expect(open()).toEqual(['automatic 2026-06-01']);
    expect(tasks()[0]?.assigneeId).toBe(f.lina.id);
  });

  test('makes room for one made by hand that is due no later, and comes back after it', () => {
    schedule('contact', contact('2026-03-31'));
    schedule('task', byHand('2026-06-02'));
    expect(open()).toEqual(['automatic 2026-06-01', 'manual 2026-06-02']);
    schedule('task', byHand('2026-06-01'));
    expect(open()).toEqual(['manual 2026-06-01', 'manual 2026-06-02']);
    schedule('task', (tx) => {
      tx.update(followUpTasks).set({ dueOn: '2026-06-03' }).where(eq(followUpTasks.dueOn, '2026-06-01')).run();
    });
    expect(open()).toContain('automatic 2026-06-01');
  });

  test('is for no lost, archived or ownerless customer', () => {
    const on = { on: '2026-03-31', by: f.wanglei.id };
    schedule('contact', contact('2026-03-31'));
    schedule('stage', (tx) => moveStage(tx, id, 'lost', on));
    expect(open()).toEqual([]);
    schedule('stage', (tx) => moveStage(tx, id, 'contact', on));
    expect(open()).toEqual(['automatic 2026-06-01']);
    schedule('owner', set({ ownerId: null }));
    expect(open()).toEqual([]);
    schedule('owner', set({ ownerId: f.lina.id }));
    expect(open()).toHaveLength(1);

    // Archiving calls off what was made by hand too, with the reason.
    schedule('task', byHand('2026-04-01'));
    schedule('archive', set({ archivedAt: '2026-03-31T04:00:00.000Z' }));
    expect(open()).toEqual([]);
    expect(tasks()).toMatchObject([{ kind: 'manual', status: 'cancelled', cancelReason: '客户已归档' }]);
    schedule('archive', set({ archivedAt: null }));
    expect(open()).toEqual(['automatic 2026-06-01']);
  });

  test('with an attempt on record is cancelled, not lost', () => {
    schedule('filed');
    run((tx) => {
      const task = tasks()[0]?.id as number;
      insertRecord(tx, {
        customerId: id,
        taskId: task,
        method: 'phone',
        contactedOn: '2026-03-31',
        summary: '未接通',
        reached: false,
      });
    });
    schedule('stage', (tx) => moveStage(tx, id, 'lost', { on: '2026-03-31', by: null }));
    expect(tasks()).toMatchObject([{ status: 'cancelled', cancelReason: '客户已流失或没有负责人' }]);
  });
});

describe('after an import', () => {
  test('what is past is spread in the same way each time; what is to come keeps its day', () => {
    const { c001, c002, c003 } = f.customers;
    run((tx) => {
      insertRecord(tx, { customerId: c003, method: 'phone', contactedOn: '2026-03-20', summary: '聊过' });
      tx.update(customers).set({ ownerId: f.lina.id }).run();
      scheduleAfterImport(tx, [c003, c002, c001]);
    });
    const first = database().select().from(followUpTasks).all();
    expect(first.map(({ customerId, dueOn, kind }) => [customerId, dueOn, kind])).toEqual([
      // Two of one owner and level over 61 days: after 1 and 31 days.
      [c001, '2026-04-01', 'automatic'],
      [c002, '2026-05-06', 'automatic'],
      [c003, '2026-05-20', 'automatic'],
    ]);
    run((tx) => scheduleAfterImport(tx, [c001, c002, c003]));
    expect(database().select().from(followUpTasks).all()).toEqual(first);
  });

  test('an imported contact counts anew where a task is open and it is the latest', () => {
    schedule('contact', contact('2026-03-01'));
    expect(open()).toEqual(['automatic 2026-05-06']);
    run((tx) => {
      contact('2026-02-01')(tx);
      scheduleContacted(tx, new Map([[id, '2026-02-01']]));
    });
    expect(open()).toEqual(['automatic 2026-05-06']);
    run((tx) => {
      contact('2026-03-31')(tx);
      scheduleContacted(tx, new Map([[id, '2026-03-31']]));
    });
    expect(open()).toEqual(['automatic 2026-06-01']);
    // Without a task it is for the spread after an import.
    run((tx) => {
      tx.delete(followUpTasks).run();
      scheduleContacted(tx, new Map([[id, '2026-03-31']]));
    });
    expect(open()).toEqual([]);
  });
});
