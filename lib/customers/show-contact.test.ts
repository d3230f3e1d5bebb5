import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, customers } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson, sessionOf } from '@/lib/testing/people';
import { lastChange, nthLatestQuery } from '../audit/last-change';
import { listAudit, showsFilters } from '../audit/queries';
import { tell } from '../audit/tell';
import { type FormState, idle } from '../form-state';
import { translator } from '../i18n/translator';
import { storeSettings } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { showContact } from './actions';
import { insertContact } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', () => ({ redirect: () => undefined }));

const clear = { phone: '19900001234', wechat: 'canarywechat', email: 'canary@example.com' };
let db: Db;
let f: FixtureF;
let contactId: number;
let customerName: string;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  contactId = await write((tx) => insertContact(tx, f.customers.c003, { name: '沈国华', ...clear, isPrimary: true }));
  customerName = db.select().from(customers).where(eq(customers.id, f.customers.c003)).get()?.name as string;
});
afterEach(() => vi.useRealTimers());

let keys = 0;
async function look(viewer: Viewer, values: Record<string, string> = {}): Promise<FormState> {
  signedIn.token = await write((tx) => sessionOf(tx, viewer));
  const form = new FormData();
  const fields = { contactId: String(contactId), purpose: 'call', _key: `key ${++keys}`, ...values };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return showContact(idle, form);
}
const views = () => db.select().from(auditEvents).where(eq(auditEvents.action, 'contact.shown')).all();

test('whoever reaches the customer reads the contact once, and the trail says who, whose and what for', async () => {
  const state = await look(f.supervisor, { reason: '送货前确认，老号 13800005678 打不通' });
  expect(state).toMatchObject({ status: 'done', value: clear });
  expect(views()).toMatchObject([
    {
      actorId: f.supervisor.id,
      objectKind: 'contact',
      objectId: contactId,
      details: { customerId: f.customers.c003, purpose: 'call', reason: '送货前确认，老号 138****5678 打不通' },
    },
  ]);
});

test('the values are kept nowhere but with the contact: a second posting answers without them', async () => {
  const key = { _key: 'the same' };
  await look(f.manager, key);
  const again = await look(f.manager, key);
  expect(again).toMatchObject({ status: 'done', message: expect.stringContaining('只显示一次') });
  expect(again.value).toBeUndefined();
  expect(views()).toHaveLength(1);
  const tables = db.all<{ name: string }>(sql`select name from sqlite_schema where type = 'table'`);
  const holding = tables
    .map(({ name }) => name)
    .filter((name) => /canary|19900001234/.test(JSON.stringify(db.all(sql.raw(`select * from "${name}"`)))));
  expect(holding).toEqual(['contacts']);
});

test('without a reason nothing is shown', async () => {
  const state = await look(f.supervisor, { purpose: '', reason: ' ' });
  expect(state.errors).toEqual({ reason: ['选一项，或写一句为什么要看'] });
  expect(views()).toHaveLength(0);
});

test('a contact out of reach is one there isn’t; a collaborator reaches it', async () => {
  const { rep, supervisor } = f.other as NonNullable<FixtureF['other']>;
  const missing = await look(f.manager, { contactId: '987654' });
  for (const viewer of [f.wanglei, rep, supervisor]) {
    const refused = await look(viewer);
    expect(refused).toEqual({ ...missing, values: { ...missing.values, contactId: String(contactId) } });
  }
  expect(views()).toHaveLength(0);
  await write((tx) =>
    tx
      .insert(collaborators)
      .values({ customerId: f.customers.c003, userId: rep.id, addedAt: '2026-03-31T00:00:00.000Z' })
      .run(),
  );
  expect(await look(rep)).toMatchObject({ value: clear });
});

test('so many an hour and person; the next one is told when', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-04-01T01:00:20.000Z') });
  await write((tx) => storeSettings(tx, { contactViewsPerHour: 3 }, null));
  await look(f.supervisor);
  vi.setSystemTime(new Date('2026-04-01T01:30:00.000Z'));
  await look(f.supervisor);
  await look(f.supervisor);
  const refused = await look(f.supervisor);
  // 01:00:20 leaves the hour at 02:00:20, which is 10:00 in Shanghai and some seconds.
  expect(refused.message).toBe('一小时最多看 3 次，10:01 以后可以再看');
  expect(views()).toHaveLength(3);
  expect(await look(f.manager)).toMatchObject({ status: 'done' });
  vi.setSystemTime(new Date('2026-04-01T02:00:30.000Z'));
  expect(await look(f.supervisor)).toMatchObject({ status: 'done' });
  expect(await look(f.supervisor)).toMatchObject({ status: 'refused' });
});

test('thirty an hour until a company wants it otherwise', async () => {
  for (let n = 0; n < 30; n++) expect((await look(f.supervisor)).status).toBe('done');
  expect((await look(f.supervisor)).message).toContain('一小时最多看 30 次');
});

test('counting reads one person’s rows of the hour from their index', () => {
  const { sql: text, params } = nthLatestQuery(db, {
    ...{ actorId: 1, action: 'contact.shown', since: '2026-04-01T00:00:00.000Z', nth: 30 },
  }).toSQL();
  const plan = db.$client.prepare(`explain query plan ${text}`).all(...params) as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH audit_events USING INDEX audit_events_actor (actor_id=? AND at>?)',
  ]);
});

test('looking is no change: a clash doesn’t name who looked', async () => {
  await look(f.supervisor);
  expect(lastChange(db, { kind: 'contact', id: contactId })).toBeNull();
});

test('an admin reads that somebody looked, without the customer’s name or anybody’s own words', async () => {
  const clerk = await write((tx) => makePerson(tx, '何川', 'rep', f.team, true));
  await look(f.supervisor, { reason: `找${customerName}的老沈` });
  const shown = (viewer: Viewer, q?: string) => {
    const page = listAudit(viewer, { kind: 'views', ...(q ? { q } : {}) });
    const asked = { viewer, names: page.names, showsFilters: showsFilters(viewer), t: translator() };
    return page.rows.map((row) => tell(row, asked));
  };
  expect(shown(f.manager)).toMatchObject([
    {
      what: '查看联系方式',
      object: { kind: '联系人', name: customerName, href: `/customers/${f.customers.c003}` },
      facts: [
        { label: '客户', value: customerName },
        { label: '用途', value: '联系客户' },
        { label: '原因', value: `找${customerName}的老沈` },
      ],
    },
  ]);
  const [row] = shown(clerk);
  expect(row).toMatchObject({ who: f.supervisor.name, object: { name: '不在你的范围内', href: null } });
  expect(JSON.stringify(row)).toContain('联系客户');
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${customerName}|老沈|${clear.phone}`));
  // What isn't shown isn't found either.
  expect(shown(clerk, '老沈')).toEqual([]);
  expect(shown(f.manager, '老沈')).toHaveLength(1);
});
