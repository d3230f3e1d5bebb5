import { beforeEach, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { contacts, customers } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { choosePrimary, dropContact, saveContact, saveNewContact, saveNewCustomer } from '../customers/actions';
import { spelledContact } from '../customers/edit-contacts';
import { type FormState, idle } from '../form-state';
import { translator } from '../i18n/translator';
import { signedIn } from '../testing/outside';
import { listAudit } from './queries';
import { tell } from './tell';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
/** Posts a form that must be saved. */
async function post(action: Action, values: Record<string, string>): Promise<void> {
  const form = new FormData();
  keys += 1;
  for (const [name, value] of Object.entries({ ...values, _key: `key ${keys}` })) form.set(name, value);
  const state = await action(idle, form).catch((error: Error) => {
    if (!error.message.startsWith('to ')) throw error;
    return null;
  });
  if (state) expect(state).toMatchObject({ status: 'done' });
}

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
  await write((tx) => {
    signedIn.token = sessionOf(tx, f.lina);
  });
});

test('contact data of no contact write gets into the trail or onto its page (R41)', async () => {
  const canaries = {
    filed: ['19900010001', 'canaryfiled01', 'canary.filed@example.com'],
    added: ['19900020002', 'canaryadded02', 'canary.added@example.com'],
    edited: ['19900030003', 'canaryedited3', 'canary.edited@example.com'],
  } as const;
  const customerId = String(f.customers.c001);
  const [phone, wechat, email] = canaries.filed;
  await post(saveNewCustomer, {
    ...{ name: '澜测检测仪器有限公司', contactName: '沈国华' },
    ...{ contactPhone: phone, contactWechat: wechat, contactEmail: email },
  });
  const added = { phone: canaries.added[0], wechat: canaries.added[1], email: canaries.added[2] };
  await post(saveNewContact, { customerId, name: '许知远', title: '采购', ...added });
  const row = db
    .select()
    .from(contacts)
    .all()
    .find((one) => one.name === '许知远');
  const opened = spelledContact({ ...(row as NonNullable<typeof row>) });
  const edited = { phone: canaries.edited[0], wechat: canaries.edited[1], email: canaries.edited[2] };
  const contactId = String(row?.id);
  await post(saveContact, { customerId, contactId, opened: JSON.stringify(opened), ...opened, ...edited });
  await post(choosePrimary, { customerId, contactId });
  await post(dropContact, { customerId, contactId });

  // They were really filed, and each write left its row.
  expect(
    db
      .select()
      .from(contacts)
      .all()
      .map((one) => one.phone),
  ).toContain(phone);
  expect(db.select().from(customers).all().length).toBe(4);
  const page = listAudit(f.manager, { kind: 'customers' });
  expect(page.rows.map(({ action }) => action)).toEqual([
    ...['contact.removed', 'contact.madePrimary', 'contact.edited', 'contact.added', 'customer.filed'],
  ]);
  const told = page.rows.map((one) =>
    tell(one, { viewer: f.manager, names: page.names, showsFilters: true, t: translator() }),
  );
  const [kept, shown] = [JSON.stringify(db.select().from(auditEvents).all()), JSON.stringify(told)];
  for (const canary of Object.values(canaries).flat()) {
    expect(kept).not.toContain(canary);
    expect(shown).not.toContain(canary);
  }
  // What is masked stands there all the same: the test would see a canary.
  for (const text of ['199****0001', '199****0002', '199****0003']) {
    expect(kept).toContain(text);
    expect(shown).toContain(text);
  }
});
