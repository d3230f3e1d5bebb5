import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { desc, eq, getTableColumns } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { closeDatabase, type Db, database, write } from '@/db/client';
import { databaseFile } from '@/db/open';
import { auditEvents, idempotencyKeys } from '@/db/schema/audit';
import { contacts, customers, demandChanges, ownerChanges } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { importChunks, imports } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { payments, saleChanges, saleRejections, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { verifyChain } from '../audit/verify';
import { choosePrimary, dropContact, saveContact, saveNewContact } from '../customers/actions';
import { spelledContact } from '../customers/edit-contacts';
import { contactsOf } from '../customers/queries/customer';
import { listCustomers } from '../customers/queries/list';
import { pickedCustomer } from '../customers/queries/pick';
import { insertContact } from '../customers/writes';
import { saveRecord, undoSavedRecord } from '../follow-ups/actions';
import { insertRecord, insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { translator } from '../i18n/translator';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { erasePersonalData } from './actions';
import { personalJson, personalTables } from './file';
import { gone, goneName } from './finders';
import { places } from './places';
import { findPeople, personalData } from './queries';
import { handOut } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => {
  const made = await import('../i18n/translator');
  return { getT: async () => made.translator() };
});
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
async function post(action: Action, values: Record<string, string>): Promise<FormState> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` })) form.set(name, value);
  return action(idle, form).catch((error: Error) => {
    if (!error.message.startsWith('to ')) throw error;
    return { ...idle, status: 'done' as const };
  });
}
const as = (viewer: Viewer) =>
  write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });

const person = {
  name: '沈国华',
  title: '设备科长',
  phone: '13800001234',
  wechat: 'shen_gh-01',
  email: 'shen.gh@lance.example',
};
const said = `${person.name}的电话 138 0000 1234，微信 ${person.wechat}，邮箱 ${person.email}`;

let db: Db;
let f: FixtureF;
let c001: number;
let contactId: number;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  c001 = f.customers.c001;
  contactId = await write((tx) => {
    const id = insertContact(tx, c001, { ...person, isPrimary: true });
    insertContact(tx, c001, { name: '吴晓燕', title: `${person.name}的助理`, phone: '13900005678', isPrimary: false });
    insertContact(tx, f.customers.c002, { name: '沈国华（兼）', phone: '+86 138-0000-1234', isPrimary: true });
    return id;
  });
  await as(f.manager);
});

/** Puts the person into every column of free text there is about the customer. */
function sayEverywhere() {
  const at = '2026-03-20T02:00:00.000Z';
  db.transaction((tx) => {
    tx.update(customers)
      .set({ demandChange: said, strategicReason: said, invoiceDetails: said, notes: said })
      .where(eq(customers.id, c001))
      .run();
    tx.insert(demandChanges)
      .values({ customerId: c001, demandChange: said, changedOn: '2026-03-20', changedAt: at })
      .run();
    tx.insert(ownerChanges)
      .values({ customerId: c001, kind: 'handover', reason: said, changedOn: '2026-03-20', changedAt: at })
      .run();
    const record = { customerId: c001, authorId: f.lina.id, method: 'phone' as const, contactedOn: '2026-03-20' };
    const recordId = insertRecord(tx, { ...record, summary: said, feedback: said, nextPlan: said });
    tx.insert(followUpRecordEdits)
      .values({ recordId, summary: said, feedback: said, nextPlan: said, editedAt: at })
      .run();
    insertTask(tx, { customerId: c001, assigneeId: f.lina.id, kind: 'manual', objective: said, dueOn: '2026-04-01' });
    insertTask(tx, {
      ...{ customerId: c001, assigneeId: f.lina.id, kind: 'manual', dueOn: '2026-04-01' },
      ...{ status: 'cancelled', cancelReason: said, finishedAt: at },
    });
    tx.update(sales).set({ notes: said, rejectReason: said }).where(eq(sales.id, f.sales.s1)).run();
    tx.insert(saleChanges)
      .values({
        ...{ saleId: f.sales.s1, kind: 'void', reason: said, before: { productName: said }, requestedBy: f.lina.id },
        ...{ requestedAt: at, status: 'rejected', rejectReason: said },
      })
      .run();
    tx.insert(saleRejections).values({ saleId: f.sales.s1, reason: said, rejectedAt: at }).run();
    tx.update(payments).set({ reason: said }).where(eq(payments.saleId, f.sales.s1)).run();
  });
}

/** What the program keeps for itself: an answer, a notification, a file on its way in. */
function keepEverywhere() {
  const at = '2026-03-20T02:00:00.000Z';
  const workbook = {
    date1904: false,
    sheets: [
      {
        name: '客户',
        hidden: false,
        rows: [
          { row: 2, cells: ['华岳精密仪器有限公司', '沈国华', { n: 13_800_001_234 }] },
          { row: 3, cells: ['别家有限公司', '沈国华', '13700000000'] },
        ],
      },
    ],
  };
  db.transaction((tx) => {
    tx.insert(imports)
      .values({ id: 7, fileName: 'a.xlsx', fileHash: 'h', status: 'draft', createdBy: f.lina.id, createdAt: at })
      .run();
    tx.insert(importChunks)
      .values({ importId: 7, position: 0, data: gzipSync(JSON.stringify(workbook)) })
      .run();
    const about = {
      done: true,
      to: `/customers/${c001}?tab=contacts`,
      message: { key: 'x', params: { name: '沈国华' } },
    };
    const other = { ...about, to: `/customers/${c001}1` };
    for (const [key, result] of [
      ['about', about],
      ['other', other],
    ] as const)
      tx.insert(idempotencyKeys)
        .values({ key, userId: f.lina.id, action: 'contact.add', payloadHash: 'h', result, createdAt: at })
        .run();
    tx.insert(notifications).values({ userId: f.lina.id, kind: 'x', data: { said }, createdAt: at }).run();
  });
}

const row = () => db.select().from(contacts).where(eq(contacts.id, contactId)).get();
const erase = (more: Record<string, string> = {}) =>
  post(erasePersonalData, {
    ...{ customerId: String(c001), contactId: String(contactId), version: '1', reason: `${person.name}本人要求` },
    ...{ confirm: person.name, ...more },
  });
const money = () =>
  JSON.stringify([
    db.select({ a: sales.amountFen, p: sales.paidFen, b: sales.balanceFen, d: sales.dealOn }).from(sales).all(),
    db.select({ a: payments.amountFen, p: payments.paidOn }).from(payments).all(),
  ]);
const everything = () =>
  JSON.stringify(
    [
      customers,
      demandChanges,
      ownerChanges,
      followUpRecords,
      followUpRecordEdits,
      followUpTasks,
      sales,
      saleChanges,
      saleRejections,
      payments,
    ].map((table) => db.select().from(table).all()),
  );

test('every column of text about a customer is looked through, or holds nothing that people write freely', () => {
  // Names of companies, products and people in their own columns, keys, enums, days, moments, JSON of numbers.
  const closed: Record<string, string> = {
    customers:
      'code codeKey name nameKey sortKey searchText level stage filedOn firstContactOn cooperatingSince pooledAt poolWarnedOn creditCode termsKind lastContactOn nextDueOn archivedAt createdAt',
    contacts: 'name phone phoneKey wechat email searchText erasedAt createdAt',
    demandChanges: 'changedOn changedAt',
    ownerChanges: 'kind changedOn changedAt',
    followUpRecords: 'method contactedOn contactedAt enteredAt feedbackTags nextOn stageAfter',
    followUpRecordEdits: 'editedAt',
    followUpTasks: 'kind method dueOn status createdAt startedAt finishedAt',
    sales:
      'orderNumber orderKey orderGroup kind productName dealOn dealMonth dueOn review reviewedAt voidedAt level lastPaidOn createdAt',
    saleChanges: 'kind productName dealOn dueOn instalments status requestedAt reviewedAt',
    saleRejections: 'rejectedAt refiledAt',
    payments: 'paidOn method recordedAt voidedAt',
  };
  const tables = {
    customers,
    contacts,
    demandChanges,
    ownerChanges,
    followUpRecords,
    followUpRecordEdits,
    followUpTasks,
    sales,
    saleChanges,
    saleRejections,
    payments,
  };
  for (const [name, table] of Object.entries(tables)) {
    const place = places.find((one) => one.table === table);
    const texts = Object.entries(getTableColumns(table)).filter(([, column]) => column.getSQLType() === 'text');
    const looked = [...(place?.columns ?? []), ...(place?.json ?? []), ...(closed[name] ?? '').split(' ')];
    expect([name, texts.map(([column]) => column).filter((column) => !looked.includes(column))]).toEqual([name, []]);
  }
});

describe('erasing', () => {
  test('the person is gone from everything at the customer, every amount stays, one row says so', async () => {
    sayEverywhere();
    keepEverywhere();
    const [before, held] = [money(), personalData(f.manager, contactId)];
    expect(new Set(held?.mentions.map(({ kind }) => kind)).size).toBe(places.length);
    expect(held?.elsewhere).toMatchObject([{ name: '沈国华（兼）', customerId: f.customers.c002 }]);
    expect(await erase()).toMatchObject({ status: 'done' });

    expect(row()).toMatchObject({
      ...{ name: goneName, title: null, phone: null, phoneKey: null, wechat: null, email: null },
      ...{ searchText: '', isPrimary: false, erasedAt: expect.any(String), version: 2 },
    });
    const left = everything();
    for (const part of ['沈国华', '1380000', '138 0000', person.wechat, person.email]) expect(left).not.toContain(part);
    expect(left).toContain(`${gone}的电话 ${gone}，微信 ${gone}，邮箱 ${gone}`);
    expect(money()).toBe(before);
    // The next one is primary; what a colleague's title said of the person is gone too.
    expect(db.select().from(contacts).where(eq(contacts.name, '吴晓燕')).get()).toMatchObject({
      ...{ isPrimary: true, phone: '13900005678', title: `${gone}的助理` },
    });
    const last = db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).get();
    expect(last).toMatchObject({
      ...{ action: 'contact.erased', objectKind: 'contact', objectId: contactId, actorId: f.manager.id },
      details: { customerId: c001, reason: `${gone}本人要求`, replaced: expect.any(Number) },
    });
    expect(verifyChain()).toMatchObject({ brokenAt: null });
  });

  test('what the program keeps for itself: numbers everywhere, the name only where it is about the customer', async () => {
    keepEverywhere();
    await erase();
    const draft = JSON.parse(gunzipSync(db.select().from(importChunks).get()?.data as Buffer).toString());
    expect(draft.sheets[0].rows).toEqual([
      { row: 2, cells: ['华岳精密仪器有限公司', gone, gone] },
      // Somebody else of that name.
      { row: 3, cells: ['别家有限公司', '沈国华', '13700000000'] },
    ]);
    const answer = (key: string) =>
      JSON.stringify(db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get()?.result);
    expect(answer('about')).not.toContain('沈国华');
    expect(answer('other')).toContain('沈国华');
    const told = db.select().from(notifications).get()?.data;
    expect(told?.said).toBe(`沈国华的电话 ${gone}，微信 ${gone}，邮箱 ${gone}`);
  });

  test('nor what it would put back of a task or a demand', async () => {
    const taskId = await write((tx) => {
      tx.update(customers).set({ demandChange: '沈国华要三台' }).where(eq(customers.id, c001)).run();
      return insertTask(tx, {
        ...{ customerId: c001, assigneeId: f.lina.id, kind: 'manual', dueOn: '2026-04-01' },
        objective: '约沈国华看样机',
      });
    });
    await as(f.lina);
    const { stage } = db.select().from(customers).where(eq(customers.id, c001)).get() as { stage: string };
    const opened = { customerId: String(c001), stage, demandTypeId: '', demandChange: '沈国华要三台' };
    await post(saveRecord, {
      ...{ customerId: String(c001), taskId: String(taskId), method: 'phone', summary: '看过样机', next: 'cadence' },
      ...{ stage, demandChange: '改为两台', opened: JSON.stringify(opened), back: '/' },
    });
    const [record] = db.select().from(followUpRecords).orderBy(desc(followUpRecords.id)).all();
    await as(f.manager);
    expect(await erase()).toMatchObject({ status: 'done' });
    await as(f.lina);
    await post(undoSavedRecord, { recordId: String(record?.id) });
    expect(JSON.stringify([db.select().from(followUpTasks).all(), db.select().from(customers).all()])).not.toContain(
      person.name,
    );
  });

  test('other customers keep theirs', async () => {
    await write((tx) =>
      insertRecord(tx, {
        ...{ customerId: f.customers.c002, authorId: f.wanglei.id, method: 'phone', contactedOn: '2026-03-02' },
        summary: '沈国华来电',
      }),
    );
    await erase();
    expect(db.select().from(followUpRecords).get()?.summary).toBe('沈国华来电');
    expect(findPeople(f.manager, '13800001234')).toMatchObject([{ customerName: '晨川水务设备有限公司' }]);
  });

  test('an erased contact is found and edited by nobody; the same person can be filed anew', async () => {
    await erase();
    const supervisorsSeeClear = true;
    const list = (q: string) =>
      listCustomers(f.manager, { filter: { q }, today: '2026-03-31', supervisorsSeeClear }).rows;
    for (const q of ['沈国华', '13800001234', 'shen_gh-01', goneName])
      expect(list(q).map(({ code }) => code)).not.toContain('C001');
    const shown = contactsOf(f.lina, { id: c001, ownerId: f.lina.id, teamId: f.team }, true);
    expect([shown.contacts.map(({ name }) => name), shown.erased.map(({ name }) => name)]).toEqual([
      ['吴晓燕'],
      [goneName],
    ]);
    expect(pickedCustomer(f.lina, c001)?.contactName).toBe('吴晓燕');
    await as(f.lina);
    const ids = { customerId: String(c001), contactId: String(contactId) };
    const empty = spelledContact({ name: goneName, title: null, phone: null, wechat: null, email: null });
    const edit = { ...ids, ...empty, name: person.name, phone: person.phone, opened: JSON.stringify(empty) };
    for (const answer of [await post(saveContact, edit), await post(choosePrimary, ids), await post(dropContact, ids)])
      expect(answer).toMatchObject({ status: 'refused' });
    expect(row()?.phone).toBeNull();
    expect(
      await post(saveNewContact, { customerId: String(c001), name: person.name, phone: person.phone }),
    ).toMatchObject({ status: 'done' });
    await as(f.manager);
    expect(await erase({ version: '2', confirm: goneName })).toMatchObject({ status: 'refused' });
  });

  test('the only contact can be erased, and the next one filed is primary', async () => {
    db.delete(contacts).where(eq(contacts.name, '吴晓燕')).run();
    await erase();
    expect(pickedCustomer(f.lina, c001)?.contactName).toBeNull();
    await as(f.lina);
    await post(saveNewContact, { customerId: String(c001), name: '许知远' });
    expect(pickedCustomer(f.lina, c001)?.contactName).toBe('许知远');
  });

  test.each([
    ['another name typed', { confirm: '沈国' }],
    ['no reason', { reason: ' ' }],
    ['changed since it was shown', { version: '9' }],
    ['a contact of another customer', { customerId: '2' }],
  ])('refused: %s', async (_, more) => {
    expect(await erase(more)).toMatchObject({ status: 'refused' });
    expect(row()).toMatchObject({ name: person.name, erasedAt: null });
  });

  test('for anyone but the manager there is no such contact', async () => {
    for (const viewer of [f.lina, f.supervisor, f.other?.rep as Viewer]) {
      await as(viewer);
      const missing = await erase({ contactId: '999999' });
      expect(await erase()).toMatchObject({ status: 'refused', message: missing.message });
      expect(personalData(viewer, contactId)).toBeUndefined();
      expect(await handOut(viewer, contactId, '要看看')).toBeNull();
    }
    expect(row()?.name).toBe(person.name);
    expect(db.select().from(auditEvents).where(eq(auditEvents.objectKind, 'contact')).all()).toEqual([]);
  });

  test('an undo can’t bring it back', async () => {
    await as(f.lina);
    await post(saveRecord, { customerId: String(c001), summary: said });
    const record = db.select().from(followUpRecords).get();
    await as(f.manager);
    await erase();
    await as(f.lina);
    expect(await post(undoSavedRecord, { recordId: String(record?.id) })).toMatchObject({ status: 'refused' });
    expect(everything()).not.toContain('沈国华');
  });
});

describe('handing out', () => {
  test('everything held, in words; the row that records it holds nothing of it', async () => {
    sayEverywhere();
    await as(f.lina);
    await post(saveContact, {
      ...{ customerId: String(c001), contactId: String(contactId), opened: JSON.stringify(spelledContact(person)) },
      ...{ ...spelledContact(person), title: '设备部长' },
    });
    const held = personalData(f.manager, contactId);
    const file = JSON.parse(
      personalJson(personalTables(f.manager, held as NonNullable<typeof held>, translator(), db)),
    );
    expect(file.基本资料).toEqual(
      expect.arrayContaining([
        { 项目: '电话', 内容: '13800001234' },
        { 项目: '客户', 内容: '华岳精密仪器有限公司' },
      ]),
    );
    expect(file.写到的地方.map((one: { 内容: string }) => one.内容)).toContain(said);
    expect(file.操作记录).toMatchObject([{ 操作人: '李娜', 操作: '修改联系人' }]);
    const made = await handOut(f.manager, contactId, '沈国华本人来要');
    expect(made?.name).toBe('个人资料_C001_2026-03-31.xlsx');
    expect(Buffer.from(made?.bytes.subarray(0, 2) ?? []).toString()).toBe('PK');
    expect(db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).get()).toMatchObject({
      ...{ action: 'contact.exported', objectId: contactId, details: { customerId: c001, reason: `${gone}本人来要` } },
    });
  });
});

describe('in the file itself', () => {
  const bytes = () => {
    const file = databaseFile(process.env.KEJI_DATA as string);
    return Buffer.concat([file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path)));
  };

  test('not a byte of it is left after an erasure, edits before it included', async () => {
    // Filed through its form too: the trail keeps the words with number and address masked (R41).
    await as(f.lina);
    await post(saveRecord, { customerId: String(c001), summary: '打了 13800001234，写信给 shen.gh@lance.example' });
    sayEverywhere();
    keepEverywhere();
    const opened = JSON.stringify(spelledContact(person));
    const ids = { customerId: String(c001), contactId: String(contactId) };
    expect(await post(saveContact, { ...ids, opened, ...spelledContact(person), title: '设备部长' })).toMatchObject({
      status: 'done',
    });
    db.delete(contacts).where(eq(contacts.customerId, f.customers.c002)).run();
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
    for (const part of ['13800001234', '138 0000 1234', person.wechat, person.email])
      expect(bytes().includes(part)).toBe(true);
    await as(f.manager);
    // No form of the customer stood open; the audit trail keeps the name (docs/operating.md).
    expect(await erase({ version: '2' })).toMatchObject({ status: 'done' });
    closeDatabase();
    for (const part of ['13800001234', '138 0000 1234', person.wechat, person.email, '138-0000-1234'])
      expect([part, bytes().includes(part)]).toEqual([part, false]);
    expect(database().select().from(contacts).where(eq(contacts.id, contactId)).get()?.name).toBe(goneName);
  });
});
