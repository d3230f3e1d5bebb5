import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { read, utils } from 'xlsx';
import { GET as duplicates } from '@/app/api/customers/duplicates/route';
import { GET as search } from '@/app/api/customers/search/route';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, contacts, customers } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { auditRows, showsFilters } from '../audit/queries';
import { monthlyAccess } from '../audit/queries/monthly-access';
import { tell } from '../audit/tell';
import { type ExportKind, makeFile } from '../exports/make';
import { todayBoard } from '../follow-ups/queries/today';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { translator } from '../i18n/translator';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { addOthers } from '../testing/others';
import { signedIn } from '../testing/outside';
import { makePerson, sessionOf } from '../testing/people';
import { type Asked, readsOf } from '../testing/reads';
import { phoneKey } from '../text';
import type { Viewer } from '../viewer';
import { saveContact, saveNewCustomer, showContact } from './actions';
import { spelledContact } from './edit-contacts';
import { maskContact } from './mask';
import { contactsOf } from './queries/customer';

// R6, in one place: what stands in a contact comes out for its customer's owner and for nobody else, whatever is read,
// searched, exported, refused or answered. A new query is in `readsOf` or `lib/scope-leaks.test.ts` fails.

const asking: { viewer: Viewer | null } = { viewer: null };
vi.mock('../session', async (original) => ({ ...(await original()), currentViewer: async () => asking.viewer }));
vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

const today = '2026-03-31';
const timeout = 60_000;
const clear = { phone: '139-7642-5318', wechat: 'canarywechat', email: 'canary.mail@x.example' };
/** What no mask shows of them. */
const canary = /7642|naryw|ary\.mail/;

let db: Db;
let f: FixtureF;
let asked: Asked;
let owner: Viewer;
let supervisor: Viewer;
/** 协同人 of the customer, from the other team. */
let collaborator: Viewer;
let clerk: Viewer;
/** Everybody who reads masks, or doesn't read the customer at all. */
let masked: [string, Viewer][];
let outside: Viewer[];
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  ({ rep: owner, supervisor } = f.other as NonNullable<FixtureF['other']>);
  collaborator = f.wanglei;
  asked = await write((tx) => {
    clerk = makePerson(tx, '何川', 'rep', f.team, true);
    const ids = addOthers(tx, f);
    tx.update(contacts)
      .set({ ...clear, phoneKey: phoneKey(clear.phone) })
      .where(and(eq(contacts.customerId, ids.customer), eq(contacts.isPrimary, true)))
      .run();
    tx.insert(collaborators)
      .values({ customerId: ids.customer, userId: collaborator.id, addedAt: '2026-03-01T00:00:00.000Z' })
      .run();
    insertTask(tx, { customerId: ids.customer, assigneeId: owner.id, kind: 'manual', dueOn: today });
    return ids;
  });
  masked = [
    ['the supervisor', supervisor],
    ['a manager', f.manager],
    ['a collaborator', collaborator],
    ['a rep of the other team', f.lina],
    ['the other team’s supervisor', f.supervisor],
    ['an admin who is a rep', clerk],
  ];
  outside = [f.lina, f.supervisor, clerk];
});

const customerRow = () =>
  db.select().from(customers).where(eq(customers.id, asked.customer)).get() as typeof customers.$inferSelect;
const contactRow = () =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.customerId, asked.customer), eq(contacts.isPrimary, true)))
    .get() as typeof contacts.$inferSelect;

/**
 * Everything read for a viewer, and how the trail tells it; but for the customers' file, which has its own test and may be in
 * clear, what a person is told of themselves (R43, lib/personal), and whom the command line finds to tell it of.
 */
function reads(viewer: Viewer, { texts = asked.texts, supervisorsSeeClear = false } = {}) {
  const {
    readCustomersFile: _,
    personalData: _held,
    findPeople: _found,
    ...all
  } = readsOf(viewer, { ...asked, texts }, today, db, { supervisorsSeeClear });
  const trail = auditRows(viewer, {}, 1000, db);
  const access = monthlyAccess(viewer, new Date().toISOString().slice(0, 7), db);
  const told = (rows: typeof trail.rows, names: typeof trail.names) =>
    rows.map((row) => tell(row, { viewer, names, showsFilters: showsFilters(viewer), t: translator() }));
  return JSON.stringify([
    all,
    contactsOf(viewer, customerRow(), supervisorsSeeClear, db),
    told(trail.rows, trail.names),
    access.people.map(({ rows }) => told(rows, access.names)),
  ]);
}

test('every query: clear to the owner, to nobody else', { timeout }, () => {
  for (const [who, viewer] of masked) expect(reads(viewer), who).not.toMatch(canary);
  const own = contactsOf(owner, customerRow(), false);
  expect(own.contacts[0]).toMatchObject(clear);
  const phones = (viewer: Viewer) =>
    todayBoard(viewer, today).groups.flatMap(({ rows }) => rows.map((row) => row.phone));
  expect(phones(owner)).toContain(clear.phone);
  expect(phones(supervisor)).not.toContain(clear.phone);
  // Whoever leads sees that there is one.
  for (const viewer of [supervisor, f.manager]) expect(reads(viewer)).toContain(maskContact(clear.phone));
});

/** The picker finds the customer by that. */
const found = async (viewer: Viewer, q: string) => {
  asking.viewer = viewer;
  const request = new Request(`http://keji.test/api/customers/search?q=${encodeURIComponent(q)}`);
  const { customers: list } = await (await search(request, { params: Promise.resolve({}) })).json();
  return (list as { id: number }[]).some(({ id }) => id === asked.customer);
};

test('a part of a number or address finds nothing, anywhere; all of it finds the customer for everyone in scope', {
  timeout,
}, async () => {
  const parts = [
    '7642',
    '1397642',
    '397642531',
    '76425318',
    'narywe',
    'canarywecha',
    'canary.mai',
    'mail@x',
    '@x.example',
  ];
  for (const [who, viewer] of masked) {
    expect(reads(viewer, { texts: parts }), who).toBe(reads(viewer, { texts: parts.map(() => 'zzqqxx') }));
  }
  for (const part of parts) expect([part, await found(owner, part)]).toEqual([part, true]);
  for (const whole of ['13976425318', '139 7642 5318', '+86 139-7642-5318', 'canarywechat', 'CANARY.mail@x.example'])
    for (const viewer of [owner, supervisor, f.manager, ...outside])
      expect([whole, viewer.name, await found(viewer, whole)]).toEqual([whole, viewer.name, !outside.includes(viewer)]);
});

test('the supervisors’ setting opens them their team’s, on the page, the board and in searches; no file', {
  timeout,
}, async () => {
  await write((tx) => storeSettings(tx, { supervisorsSeeContacts: true }, null));
  const seesClear = { supervisorsSeeClear: true };
  expect(contactsOf(supervisor, customerRow(), true).contacts[0]).toMatchObject(clear);
  expect(reads(supervisor, seesClear)).toMatch(canary);
  expect(await found(supervisor, '7642')).toBe(true);
  for (const [who, viewer] of masked)
    if (viewer !== supervisor) {
      expect(reads(viewer, seesClear), who).not.toMatch(canary);
      expect(await found(viewer, '7642'), who).toBe(false);
    }
  expect(await cells(supervisor, 'customers.xlsx')).not.toMatch(canary);
});

/** Every cell and comment of a workbook. */
async function cells(viewer: Viewer, kind: ExportKind, params: Record<string, string> = {}) {
  const { bytes, name, filters } = await makeFile({ kind, viewer, params });
  const { SheetNames, Sheets } = read(bytes);
  return JSON.stringify([
    name,
    filters,
    SheetNames.map((sheet) => utils.sheet_to_json(Sheets[sheet] as never, { header: 1, raw: false })),
  ]);
}

test('every file: masked, the owner’s too, and its head says no number that was searched for', async () => {
  for (const [who, viewer] of [...masked, ['the owner', owner] as const]) {
    expect(await cells(viewer, 'customers.xlsx'), who).not.toMatch(/7642|邱隐/);
    // A WeChat name looks like any word: masked for an outsider too, it would tell that somebody has it.
    const texts = outside.includes(viewer) ? [clear.phone, clear.email] : Object.values(clear);
    for (const [kind, params] of [
      ...texts.flatMap((q) => [['customers.xlsx', { q }] as const, ['audit.xlsx', { q }] as const]),
      ['audit.xlsx', {}],
      ['analysis.xlsx', { period: '2026-Q1', by: 'customer' }],
    ] as const)
      expect(await cells(viewer, kind, params), `${kind} by ${who}`).not.toMatch(canary);
  }
  expect(await cells(owner, 'customers.xlsx')).toContain(maskContact(clear.phone));
});

describe('answers', () => {
  type Action = (previous: FormState, form: FormData) => Promise<FormState>;
  let keys = 0;
  /** What the server says of it: without what was typed. */
  async function post(viewer: Viewer, action: Action, values: Record<string, string>) {
    signedIn.token = await write((tx) => sessionOf(tx, viewer));
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` })) form.set(name, value);
    const state = await action(idle, form).catch((error: Error) => {
      if (!error.message.startsWith('to ')) throw error;
      return { ...idle, message: error.message };
    });
    return {
      ...state,
      values: Object.fromEntries(
        Object.entries(state.values).filter(([name]) => !(name in values) || name === 'opened'),
      ),
    };
  }
  const form = (viewer: Viewer, changes: Record<string, string> = {}) => {
    const shown = contactsOf(viewer, customerRow(), false).contacts.find(({ isPrimary }) => isPrimary);
    const values = spelledContact(shown as NonNullable<typeof shown>);
    const ids = { customerId: String(asked.customer), contactId: String(contactRow().id) };
    return { ...ids, opened: JSON.stringify(values), ...values, ...changes };
  };

  test('a clash shows masks to who sees masks, and the second saving keeps what wasn’t touched', async () => {
    const stale = form(supervisor, { phone: '18800001111', title: '科长' });
    const other = '13876421111';
    await post(owner, saveContact, form(owner, { phone: other, wechat: 'canarywechat2' }));
    const clash = await post(supervisor, saveContact, stale);
    expect(clash.errors.phone?.[0]).toContain(`“${maskContact(other)}”`);
    expect(JSON.stringify(clash)).not.toMatch(canary);
    await post(supervisor, saveContact, { ...stale, ...(clash.values as Record<string, string>) });
    expect(contactRow()).toMatchObject({
      phone: '18800001111',
      wechat: 'canarywechat2',
      email: clear.email,
      title: '科长',
    });
  });

  test('a refused 点击查看 and a near customer say nothing of it', async () => {
    await write((tx) => storeSettings(tx, { contactViewsPerHour: 1 }, null));
    const contactId = String(contactRow().id);
    await post(supervisor, showContact, { contactId, purpose: 'call' });
    for (const viewer of [supervisor, ...outside]) {
      const refused = await post(viewer, showContact, { contactId, purpose: 'call' });
      expect(refused.status).toBe('refused');
      expect(JSON.stringify(refused)).not.toMatch(/7642|naryw|ary\.mail|雾凇|邱/);
    }
    const twin = { name: '另一家有限公司', contactName: '何工', contactPhone: '139 7642 5318' };
    for (const viewer of [f.manager, ...outside]) {
      const near = await post(viewer, saveNewCustomer, twin);
      expect(near.message).toContain('有相近的客户');
      expect(JSON.stringify(near)).not.toMatch(canary);
    }
  });

  test('the duplicates handler knows whole numbers only, and who has it only in scope', async () => {
    const ask = async (viewer: Viewer, phone: string) => {
      asking.viewer = viewer;
      const request = new Request(`http://keji.test/api/customers/duplicates?name=另一家&phone=${phone}`);
      return (await (await duplicates(request, { params: Promise.resolve({}) })).json()).found;
    };
    for (const viewer of [f.manager, ...outside])
      for (const part of ['7642531', '76425318', '1397642531', '7642']) expect(await ask(viewer, part)).toEqual([]);
    for (const viewer of outside) expect(await ask(viewer, '13976425318')).toEqual([{ by: 'phone', id: null }]);
    expect(await ask(f.manager, '13976425318')).toMatchObject([{ by: 'phone', id: asked.customer }]);
  });

  test('nothing of it is kept beside the contact: trail, posted forms, notifications, jobs', async () => {
    await post(owner, saveContact, form(owner, { phone: '13976420000', email: 'canary.mail2@x.example' }));
    await post(supervisor, showContact, { contactId: String(contactRow().id), reason: '找 13976420000' });
    await post(supervisor, saveContact, form(supervisor, { title: '科长' }));
    const { length } = db.select().from(auditEvents).all();
    expect(length).toBeGreaterThan(3);
    const tables = db.all<{ name: string }>(sql`select name from sqlite_schema where type = 'table'`);
    const holding = tables
      .map(({ name }) => name)
      .filter((name) => /7642|naryw|ary\.mail/.test(JSON.stringify(db.all(sql.raw(`select * from "${name}"`)))));
    expect(holding).toEqual(['contacts']);
  });
});
