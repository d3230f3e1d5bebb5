import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { contacts, customers, demandChanges, stageChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { saleChanges, sales } from '@/db/schema/sales';
import { dictionaryEntries } from '@/db/schema/settings';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { contentOf, fileChange } from '../sales/changes';
import { ensureDictionaryEntry } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import {
  archive,
  choosePrimary,
  dropContact,
  moveCustomer,
  restore,
  saveContact,
  saveCustomer,
  saveNewContact,
  saveNewCustomer,
} from './actions';
import { spelledContact } from './edit-contacts';
import { spelledCustomer, valuesOf } from './fields';
import { contactsOf } from './queries/customer';
import { timelineOf } from './queries/timeline';
import { insertContact } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
/** The form's next state, or where it led: `to /customers/4`. */
async function post(action: Action, values: Record<string, string>): Promise<FormState & { to?: string }> {
  keys += 1;
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${keys}` })) form.set(name, value);
  return action(idle, form).catch((error: Error) => {
    if (!error.message.startsWith('to ')) throw error;
    return { ...idle, status: 'done' as const, to: error.message.slice(3) };
  });
}
const as = (viewer: Viewer) =>
  write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  await as(f.wanglei);
});
const customer = (name: string) => db.select().from(customers).where(eq(customers.name, name)).get();
const byId = (id: number) => db.select().from(customers).where(eq(customers.id, id)).get();
const tasksOf = (id: number) => db.select().from(followUpTasks).where(eq(followUpTasks.customerId, id)).all();
const audits = () => db.select().from(auditEvents).all().length;
const lastAudit = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).get();
const entry = (kind: 'loss_reason' | 'demand_type' | 'source', name: string) =>
  write((tx) => ensureDictionaryEntry(tx, kind, name));
const newOne = (values: Record<string, string> = {}) => ({ name: '澜测检测仪器有限公司', ...values });

/** The edit form of a customer as it is opened now, with some fields changed. */
const edited = (id: number, changes: Record<string, string>) => {
  const values = spelledCustomer(valuesOf(byId(id) as typeof customers.$inferSelect));
  return { customerId: String(id), opened: JSON.stringify(values), ...values, ...changes };
};

describe('filing a customer', () => {
  test('fills in owner, team, code, days, stage and demand, and keeps one audit row without contact data', async () => {
    const demand = await entry('demand_type', '设备更新');
    const before = audits();
    const state = await post(
      saveNewCustomer,
      newOne({
        name: '  澜测检测仪器（临屿）有限公司 ',
        contactName: '沈国华',
        contactPhone: '１９９０００１２３４５',
        contactWechat: 'shenguohua88',
        contactEmail: 'shen.guohua@example.com',
        demandTypeId: String(demand),
        terms: 'month_end',
        expectedAnnual: '¥120,000.5',
      }),
    );
    const filed = customer('澜测检测仪器（临屿）有限公司');
    expect(state.to).toBe(`/customers/${filed?.id}`);
    expect(filed).toMatchObject({
      code: 'C004',
      ownerId: f.wanglei.id,
      teamId: f.team,
      createdBy: f.wanglei.id,
      filedOn: '2026-03-31',
      stage: 'contact',
      level: 'normal',
      demandClear: true,
      termsKind: 'month_end',
      termsDays: null,
      expectedAnnualFen: 12_000_050,
    });
    expect(db.select().from(contacts).all()).toMatchObject([
      { customerId: filed?.id, isPrimary: true, phone: '19900012345', wechat: 'shenguohua88' },
    ]);
    expect(db.select().from(demandChanges).all()).toMatchObject([{ customerId: filed?.id, demandTypeId: demand }]);
    // 普通: two months on, past a Sunday.
    expect(tasksOf(filed?.id as number)).toMatchObject([
      { kind: 'automatic', dueOn: '2026-06-01', assigneeId: f.wanglei.id },
    ]);
    expect(audits()).toBe(before + 1);
    expect(lastAudit()).toMatchObject({ action: 'customer.filed', objectId: filed?.id, actorId: f.wanglei.id });
    const told = JSON.stringify(lastAudit()?.details);
    for (const data of ['19900012345', '１９９０００１２３４５', 'shenguohua88', 'shen.guohua'])
      expect(told).not.toContain(data);
    expect(lastAudit()?.details).toMatchObject({ contact: { name: '沈国华', phone: '199****2345' } });
  });

  test('a rep’s is their own whatever owner is posted; a supervisor may name the team’s, a manager anybody', async () => {
    await post(saveNewCustomer, newOne({ ownerId: String(f.lina.id) }));
    expect(customer('澜测检测仪器有限公司')?.ownerId).toBe(f.wanglei.id);

    const stranger = f.other?.rep as Viewer;
    await as(f.supervisor);
    const refused = await post(saveNewCustomer, { name: '霁原泵业有限公司', ownerId: String(stranger.id) });
    expect(refused.errors.ownerId).toEqual(['请选在职的同事']);
    await post(saveNewCustomer, { name: '霁原泵业有限公司', ownerId: String(f.lina.id) });
    expect(customer('霁原泵业有限公司')?.ownerId).toBe(f.lina.id);
    await as(f.manager);
    await post(saveNewCustomer, { name: '朔溪轴承厂', ownerId: String(stranger.id) });
    expect(customer('朔溪轴承厂')).toMatchObject({ ownerId: stranger.id, teamId: f.other?.team });
  });

  test('days are in order: first contact ≤ filing ≤ today', async () => {
    const late = await post(saveNewCustomer, newOne({ filedOn: '2026-04-01' }));
    expect(late.errors.filedOn).toEqual(['不能晚于今天']);
    const crossed = await post(saveNewCustomer, newOne({ filedOn: '2026-03-01', firstContactOn: '2026-03-02' }));
    expect(crossed.errors.firstContactOn).toEqual(['首次接触不能晚于建档日期 2026-03-01']);
    const noDay = await post(saveNewCustomer, newOne({ filedOn: '2024-02-30' }));
    expect(noDay.errors.filedOn).toEqual(['日期不对，例如 2026-03-31']);
    expect(customer('澜测检测仪器有限公司')).toBeUndefined();
    expect((await post(saveNewCustomer, newOne({ filedOn: '2026-03-31', firstContactOn: '2026-03-31' }))).to).toContain(
      '/customers/',
    );
  });

  test('流失 asks for a reason, a mask is no phone, 战略 is the manager’s, a retired entry is none', async () => {
    const source = await entry('source', '展会');
    await write((tx) =>
      tx
        .update(dictionaryEntries)
        .set({ retiredAt: '2026-01-01T00:00:00.000Z' })
        .where(eq(dictionaryEntries.id, source))
        .run(),
    );
    const state = await post(
      saveNewCustomer,
      newOne({
        stage: 'lost',
        level: 'strategic',
        sourceId: String(source),
        contactName: '沈工',
        contactPhone: '199****2345',
        expectedAnnual: '约3000',
        strategicValue: '6',
      }),
    );
    expect(Object.keys(state.errors).sort()).toEqual(['expectedAnnual', 'strategicValue']);
    const next = await post(
      saveNewCustomer,
      newOne({
        stage: 'lost',
        level: 'strategic',
        sourceId: String(source),
        contactName: '沈工',
        contactPhone: '199****2345',
        strategicValue: '4',
      }),
    );
    expect(Object.keys(next.errors).sort()).toEqual([
      'contactPhone',
      'level',
      'lossReasonId',
      'sourceId',
      'strategicReason',
    ]);
    expect(customer('澜测检测仪器有限公司')).toBeUndefined();
  });

  test('leads back to the form it was opened from, with the new customer, and to no other site', async () => {
    const state = await post(saveNewCustomer, newOne({ back: '/sales/new?then=1' }));
    expect(state.to).toBe(`/sales/new?then=1&customer=${customer('澜测检测仪器有限公司')?.id}`);
    const away = await post(saveNewCustomer, { name: '朔溪轴承厂', back: 'https://evil.example/' });
    expect(away.to).toBe(`/customers/${customer('朔溪轴承厂')?.id}`);
  });
});

describe('duplicates (R10)', () => {
  test('the same name blocks however it is written, and says which only inside the scope', async () => {
    const own = await post(saveNewCustomer, { name: '晨川 水务设备有限公司\u200b' });
    expect(own.errors.name).toEqual(['已有这个客户：晨川水务设备有限公司（C002）']);
    const others = await post(saveNewCustomer, { name: '南屿食品机械有限公司' });
    expect(others.errors.name).toEqual(['已有这个客户，由别的同事负责']);
    expect(JSON.stringify(others)).not.toMatch(/C003|李娜/);
  });

  test('archived ones count, and the credit code blocks too', async () => {
    const code = '91330000MA2XXXXX0A';
    await post(saveNewCustomer, newOne({ creditCode: code.toLowerCase() }));
    const filed = customer('澜测检测仪器有限公司');
    expect(filed?.creditCode).toBe(code);
    await post(archive, { customerId: String(filed?.id) });
    const sameName = await post(saveNewCustomer, newOne());
    expect(sameName.errors.name).toEqual(['已有这个客户：澜测检测仪器有限公司（C004），已归档，恢复即可']);
    const sameCode = await post(saveNewCustomer, { name: '另一家', creditCode: code });
    expect(sameCode.errors.creditCode).toEqual(['这个信用代码已登记在 澜测检测仪器有限公司（C004，已归档）']);
  });

  test('a near name and the same phone ask once; the answer holds for what was asked only', async () => {
    await write((tx) => insertContact(tx, f.customers.c003, { name: '陈工', phone: '19900001234', isPrimary: true }));
    const near = await post(saveNewCustomer, { name: '晨川水务设备（霁原）有限公司' });
    expect(near).toMatchObject({ status: 'refused', message: '有相近的客户。确实是另一家，就点“仍然新建”' });
    expect(customer('晨川水务设备（霁原）有限公司')).toBeUndefined();
    const confirmed = String(near.values.confirmed);
    const other = await post(saveNewCustomer, { name: '晨川水务设备（朔溪）有限公司', confirmed });
    expect(other.status).toBe('refused');
    const filed = await post(saveNewCustomer, { name: '晨川水务设备（霁原）有限公司', confirmed });
    expect(filed.status).toBe('done');

    const phone = await post(saveNewCustomer, newOne({ contactName: '陈工', contactPhone: '+86 199 0000 1234' }));
    expect(phone.status).toBe('refused');
    // 李娜's customer: nothing but that there is one.
    expect(JSON.stringify(phone)).not.toContain('南屿');
  });

  test('of two people who file the same name at once, one does', async () => {
    const [one, other] = await Promise.all([post(saveNewCustomer, newOne()), post(saveNewCustomer, newOne())]);
    expect([one.status, other.status].sort()).toEqual(['done', 'refused']);
    expect(db.select().from(customers).all()).toHaveLength(4);
  });
});

describe('editing a customer', () => {
  test('changes what was changed, with before and after, and a renamed one is found under its new name', async () => {
    const { c002 } = f.customers;
    const state = await post(saveCustomer, edited(c002, { name: '晨川水务科技有限公司', notes: '每月 10 日对账' }));
    expect(state.to).toBe(`/customers/${c002}`);
    expect(byId(c002)).toMatchObject({ name: '晨川水务科技有限公司', notes: '每月 10 日对账' });
    expect(byId(c002)?.searchText).toContain('kj');
    expect(lastAudit()).toMatchObject({
      action: 'customer.edited',
      details: {
        before: { name: '晨川水务设备有限公司', notes: null },
        after: { name: '晨川水务科技有限公司', notes: '每月 10 日对账' },
      },
    });
    // A record never collides with itself.
    expect((await post(saveCustomer, edited(c002, { name: '晨川水务科技有限公司 ', notes: '' }))).status).toBe('done');
  });

  test('two people’s different fields are both kept; for the same field both values show and saving again decides', async () => {
    const { c002 } = f.customers;
    const opened = edited(c002, {});
    await as(f.supervisor);
    await post(saveCustomer, { ...opened, notes: '赵刚写的', strategicReason: '标杆' });
    await as(f.wanglei);
    const both = await post(saveCustomer, { ...opened, invoiceDetails: '专票' });
    expect(both.status).toBe('done');
    expect(byId(c002)).toMatchObject({ notes: '赵刚写的', strategicReason: '标杆', invoiceDetails: '专票' });

    const clash = await post(saveCustomer, { ...opened, notes: '王磊写的' });
    expect(clash.errors.notes?.[0]).toMatch(/把这里改成“赵刚写的”/);
    expect(clash.values.notes).toBe('王磊写的');
    expect(byId(c002)?.notes).toBe('赵刚写的');
    const again = await post(saveCustomer, { ...opened, ...(clash.values as Record<string, string>) });
    expect(again.status).toBe('done');
    expect(byId(c002)).toMatchObject({ notes: '王磊写的', invoiceDetails: '专票' });
  });

  test('another person’s customer answers like a missing one, and an extra owner of a rep is ignored', async () => {
    const before = audits();
    const others = await post(saveCustomer, edited(f.customers.c003, { notes: '探路' }));
    const missing = await post(saveCustomer, { ...edited(f.customers.c003, { notes: '探路' }), customerId: '99999' });
    expect(others.message).toBe(missing.message);
    expect(byId(f.customers.c003)?.notes).toBeNull();
    expect(audits()).toBe(before);

    await post(saveCustomer, edited(f.customers.c002, { ownerId: String(f.lina.id), notes: '改' }));
    expect(byId(f.customers.c002)).toMatchObject({ ownerId: f.wanglei.id, notes: '改' });
  });

  test('a supervisor gives a customer to somebody of the team only, and the team goes along', async () => {
    const { c002 } = f.customers;
    await as(f.supervisor);
    const away = await post(saveCustomer, edited(c002, { ownerId: String(f.other?.rep.id) }));
    expect(away.errors.ownerId).toBeDefined();
    await write((tx) =>
      insertTask(tx, { customerId: c002, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-01' }),
    );
    await post(saveCustomer, edited(c002, { ownerId: String(f.lina.id) }));
    expect(byId(c002)?.ownerId).toBe(f.lina.id);
    expect(tasksOf(c002)).toMatchObject([{ kind: 'manual', assigneeId: f.lina.id }]);
    await as(f.manager);
    await post(saveCustomer, edited(c002, { ownerId: String(f.other?.rep.id) }));
    expect(byId(c002)).toMatchObject({ ownerId: f.other?.rep.id, teamId: f.other?.team });
  });

  test.each([
    ['C99999999999999999999', 'C004', 'C005'],
    ['C202603310001', 'C004', 'C005'],
    ['C999999999', 'C1000000000', 'C1000000001'],
  ])('after %s typed by somebody, numbers go on: %s, %s', async (typed, first, second) => {
    await post(saveNewCustomer, newOne({ code: typed }));
    await post(saveNewCustomer, { name: '朔溪轴承厂' });
    await post(saveNewCustomer, { name: '霁原泵业有限公司' });
    expect([customer('朔溪轴承厂')?.code, customer('霁原泵业有限公司')?.code]).toEqual([first, second]);
  });

  test('a code given up is never given again, except back to its own customer', async () => {
    const { c002 } = f.customers;
    await post(saveNewCustomer, newOne());
    const filed = customer('澜测检测仪器有限公司')?.id as number;
    expect((await post(saveCustomer, edited(filed, { code: 'ｋ-0１' }))).status).toBe('done');
    expect(byId(filed)?.code).toBe('k-01');
    const reused = await post(saveCustomer, edited(c002, { code: 'c004' }));
    expect(reused.errors.code).toEqual(['这个编号用过了，换一个或留空自动编号']);
    await post(saveNewCustomer, { name: '朔溪轴承厂' });
    expect(customer('朔溪轴承厂')?.code).toBe('C005');
    expect((await post(saveCustomer, edited(filed, { code: 'C004' }))).status).toBe('done');
  });

  test('every change of demand is kept, and says by itself whether the demand is clear', async () => {
    const { c002 } = f.customers;
    const [asking, buying] = [await entry('demand_type', '咨询'), await entry('demand_type', '设备更新')];
    await post(saveCustomer, edited(c002, { demandTypeId: String(asking) }));
    expect(byId(c002)?.demandClear).toBeNull();
    await post(saveCustomer, edited(c002, { demandTypeId: String(buying), demandChange: '二期要加两台' }));
    expect(byId(c002)?.demandClear).toBe(true);
    await post(saveCustomer, edited(c002, { demandClear: 'no' }));
    expect(byId(c002)?.demandClear).toBe(false);
    expect(db.select().from(demandChanges).all()).toMatchObject([
      { demandTypeId: asking, demandChange: null, changedBy: f.wanglei.id, changedOn: '2026-03-31' },
      { demandTypeId: buying, demandChange: '二期要加两台' },
    ]);
    const events = timelineOf(f.wanglei, c002, { part: 'changes' }).rows.filter((event) => event.kind === 'demand');
    expect(events.map((event) => event.row)).toMatchObject([
      { type: '设备更新', typeBefore: '咨询', change: '二期要加两台', changeBefore: null, by: '王磊' },
      { type: '咨询', typeBefore: null, change: null },
    ]);
    // 李娜 reads none of it.
    expect(timelineOf(f.lina, c002, { part: 'changes' }).rows).toEqual([]);
  });
});

describe('contacts', () => {
  const addTo = (customerId: number, values: Record<string, string> = {}) =>
    post(saveNewContact, { customerId: String(customerId), name: '陈工', phone: '19900001234', ...values });
  const all = () => db.select().from(contacts).orderBy(contacts.id).all();
  /** The contact's form as a viewer opens it. */
  const form = (viewer: Viewer, customerId: number, contactId: number, changes: Record<string, string>) => {
    const row = byId(customerId) as typeof customers.$inferSelect;
    const shown = contactsOf(viewer, row, false).contacts.find((one) => one.id === contactId);
    const values = spelledContact(shown as NonNullable<typeof shown>);
    return {
      customerId: String(customerId),
      contactId: String(contactId),
      opened: JSON.stringify(values),
      ...values,
      ...changes,
    };
  };

  test('the first is primary; another can be made so, and removing it passes the place on', async () => {
    const { c002 } = f.customers;
    await addTo(c002);
    await addTo(c002, { name: '许工', phone: '' });
    expect(all().map((row) => row.isPrimary)).toEqual([true, false]);
    const ids = { customerId: String(c002), contactId: String(all()[1]?.id) };
    await post(choosePrimary, ids);
    expect(all().map((row) => row.isPrimary)).toEqual([false, true]);
    await post(dropContact, ids);
    expect(all()).toMatchObject([{ name: '陈工', isPrimary: true }]);
    expect(lastAudit()).toMatchObject({ action: 'contact.removed', details: { name: '许工' } });
  });

  test('a saved mask never takes the place of the real value (R6)', async () => {
    const { c002 } = f.customers;
    await addTo(c002, { wechat: 'chen_gong', email: 'chen@valve.example' });
    const id = all()[0]?.id as number;
    await as(f.supervisor);
    const masked = form(f.supervisor, c002, id, { title: '设备科长' });
    expect(masked.phone).toBe('199****1234');
    expect((await post(saveContact, masked)).status).toBe('done');
    expect(all()[0]).toMatchObject({
      title: '设备科长',
      phone: '19900001234',
      wechat: 'chen_gong',
      email: 'chen@valve.example',
    });
    const fragment = await post(saveContact, form(f.supervisor, c002, id, { phone: '199****12345' }));
    expect(fragment.errors.phone).toEqual(['带 * 的是脱敏内容，请填完整的']);
    const name = await post(saveContact, form(f.supervisor, c002, id, { name: '陈*' }));
    expect(name.errors.name).toEqual(['带 * 的是脱敏后的姓名，请填完整的']);
    expect(all()[0]).toMatchObject({ name: '陈工', phone: '19900001234' });
    expect((await post(saveContact, form(f.supervisor, c002, id, { phone: '19900004321' }))).status).toBe('done');
    expect(all()[0]).toMatchObject({ phone: '19900004321', phoneKey: '19900004321' });
    expect(JSON.stringify(lastAudit()?.details)).not.toContain('19900004321');
  });

  test('a contact is reached through its own customer only (P24)', async () => {
    await as(f.lina);
    await addTo(f.customers.c003);
    const id = all()[0]?.id as number;
    await as(f.wanglei);
    const before = audits();
    const ids = { customerId: String(f.customers.c002), contactId: String(id) };
    const gone = '没有这条记录，可能已被删除或不归你管';
    const values = { ...ids, name: '改名', opened: JSON.stringify(spelledContact(all()[0] as never)) };
    expect((await post(saveContact, values)).message).toBe(gone);
    expect((await post(dropContact, ids)).message).toBe(gone);
    expect((await post(choosePrimary, { ...ids, customerId: String(f.customers.c003) })).message).toBe(gone);
    expect((await addTo(f.customers.c003)).message).toBe(gone);
    expect(all()).toHaveLength(1);
    expect(all()[0]?.name).toBe('陈工');
    expect(audits()).toBe(before);
  });
});

describe('stage (R14)', () => {
  test('moves on and back, each move kept; 流失 asks for a reason that is in use', async () => {
    const { c002 } = f.customers;
    const reason = await entry('loss_reason', '价格');
    const move = (from: string, stage: string, lossReasonId = '') =>
      post(moveCustomer, { customerId: String(c002), from, stage, lossReasonId });
    expect((await move('won', 'negotiation')).status).toBe('done');
    expect((await move('negotiation', 'lost')).errors.lossReasonId).toEqual(['流失要选原因']);
    expect((await move('negotiation', 'lost', String(f.line))).errors.lossReasonId).toEqual(['流失要选原因']);
    expect((await move('negotiation', 'lost', String(reason))).status).toBe('done');
    expect(byId(c002)).toMatchObject({ stage: 'lost', lossReasonId: reason });
    expect((await move('lost', 'research')).status).toBe('done');
    expect(byId(c002)).toMatchObject({ stage: 'research', lossReasonId: null });
    const moves = db.select().from(stageChanges).where(eq(stageChanges.customerId, c002)).all();
    expect(moves.map((row) => row.toStage)).toEqual(['contact', 'won', 'negotiation', 'lost', 'research']);
    expect(lastAudit()).toMatchObject({
      action: 'customer.stageChanged',
      details: { before: 'lost', after: 'research' },
    });
  });

  test('a form opened before somebody else moved it says so; another person’s customer is missing', async () => {
    const { c002, c003 } = f.customers;
    await post(moveCustomer, { customerId: String(c002), from: 'won', stage: 'research', lossReasonId: '' });
    const late = await post(moveCustomer, {
      customerId: String(c002),
      from: 'won',
      stage: 'contact',
      lossReasonId: '',
    });
    expect(late.errors.stage).toEqual(['别人刚改成了需求调研，看过再定']);
    expect(late.values.from).toBe('research');
    const others = await post(moveCustomer, {
      customerId: String(c003),
      from: 'won',
      stage: 'contact',
      lossReasonId: '',
    });
    expect(others.message).toBe('没有这条记录，可能已被删除或不归你管');
  });
});

describe('archiving', () => {
  test('waits until nothing is owed and nothing is under review, and can be taken back', async () => {
    const owing = await post(archive, { customerId: String(f.customers.c002) });
    expect(owing.message).toBe('还有 1 笔应收共 30,000.00 元没收回，收清后再归档');
    await post(saveNewCustomer, newOne());
    const id = customer('澜测检测仪器有限公司')?.id as number;
    await write((tx) => {
      const [sale] = tx.select().from(sales).where(eq(sales.id, f.sales.s2)).all();
      const { id: _, balanceFen: __, counts: ___, ...row } = sale as typeof sales.$inferSelect;
      tx.insert(sales)
        .values({
          ...row,
          customerId: id,
          orderNumber: 'P1',
          orderKey: 'P1',
          orderGroup: 'P1',
          review: 'pending',
          paidFen: 0 as never,
          lastPaidOn: null,
        })
        .run();
    });
    expect((await post(archive, { customerId: String(id) })).message).toBe('还有销售在等审核，审核后再归档');
    await write((tx) => tx.delete(sales).where(eq(sales.orderKey, 'P1')).run());
    // A sale that would be theirs once its new version is approved.
    await write((tx) => {
      const { customerName: _, ...content } = contentOf(tx, f.sales.s2);
      fileChange(tx, f.wanglei, {
        saleId: f.sales.s2,
        kind: 'edit',
        content: { ...content, customerId: id },
        reason: null,
      });
    });
    expect((await post(archive, { customerId: String(id) })).message).toBe('还有销售在等审核，审核后再归档');
    db.delete(saleChanges).run();

    await write((tx) =>
      insertTask(tx, { customerId: id, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-01' }),
    );
    expect((await post(archive, { customerId: String(id) })).status).toBe('done');
    expect(byId(id)).toMatchObject({ archivedAt: expect.any(String), nextDueOn: null });
    expect(tasksOf(id)).toMatchObject([{ kind: 'manual', status: 'cancelled' }]);
    expect(lastAudit()).toMatchObject({ action: 'customer.archived', objectId: id });
    expect((await post(saveCustomer, edited(id, { notes: '改' }))).status).toBe('refused');
    expect((await post(restore, { customerId: String(id) })).status).toBe('done');
    expect(byId(id)?.archivedAt).toBeNull();
    expect((await post(archive, { customerId: String(f.customers.c003) })).message).toBe(
      '没有这条记录，可能已被删除或不归你管',
    );
  });
});
