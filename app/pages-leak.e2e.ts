import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { secretsFile } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { storeSettings } from '@/lib/settings/writes';
import { type App, seedData, startApp } from '@/lib/testing/browser';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { addOthers, spoken } from '@/lib/testing/others';
import { makePerson, sessionOf } from '@/lib/testing/people';
import type { Asked } from '@/lib/testing/reads';
import type { Viewer } from '@/lib/viewer';

// P23 on the built pages: what a page sends, the data behind its parts that run in the browser included, holds nothing of
// what others have. Plain requests: no browser is needed to read an answer.

let app: App;
let f: FixtureF;
let asked: Asked;
let readers: Record<'rep' | 'supervisor' | 'admin' | 'manager', { token: string; viewer: Viewer }>;

beforeAll(async () => {
  const data = await seedData(async () => {
    f = await loadFixtureF({ otherTeam: true });
    const other = f.other as NonNullable<FixtureF['other']>;
    await write((tx) => {
      storeSettings(tx, { pool: true }, null);
      const owner = { ownerId: other.rep.id, teamId: other.team };
      tx.update(customers).set(owner).where(eq(customers.id, f.customers.c002)).run();
      asked = addOthers(tx, f);
      const admin = makePerson(tx, '林一鸣', 'rep', f.team, true);
      const reader = (viewer: Viewer) => ({ viewer, token: sessionOf(tx, viewer) });
      readers = {
        rep: reader(f.wanglei),
        supervisor: reader(f.supervisor),
        admin: reader(admin),
        manager: reader(f.manager),
      };
    });
  });
  app = await startApp({ data });
});
afterAll(() => app.stop());

/** What an address answers to somebody signed in, as the browser would get it. */
async function read(who: keyof typeof readers, path: string): Promise<{ status: number; text: string }> {
  const { session } = JSON.parse(readFileSync(secretsFile(app.data), 'utf8')) as { session: string };
  const cookie = `keji=${await encode({ token: { sid: readers[who].token }, secret: session })}`;
  const response = await fetch(app.url + path, { headers: { cookie }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}
/** Amounts as pages write them, beside what rows hold. */
const isOthers = (text: string) => spoken.test(text) || /777,777|888,888|123,456|90,000\.01/.test(text);

/** Lists, sums and forms that each of them may open. */
const lists = () => [
  ...['/', '/customers', '/customers?owner=none', '/customers?archived=1', '/customers?shared=1', '/customers/pool'],
  `/customers?owner=${asked.person}`,
  ...['/sales', '/sales?state=all', '/sales?state=all&owner=any', '/sales?owing=any&owner=any', '/sales?credit=1'],
  ...[
    `/sales?state=all&customer=${asked.customer}`,
    `/sales?state=all&rep=${asked.person}`,
    `/sales?team=${asked.team}`,
  ],
  ...['/payments', `/payments?customer=${asked.customer}`, '/payments/new', `/payments/new?customer=${asked.customer}`],
  ...[
    '/follow-ups',
    '/follow-ups?tab=tasks',
    '/follow-ups?tab=records',
    `/follow-ups?tab=records&customer=${asked.customer}`,
  ],
  ...['/targets', '/targets?metric=cash', '/imports', '/notifications', '/settings', '/settings/account', '/more'],
  ...['/analysis', '/analysis?by=customer', '/analysis?by=rep&period=2026', `/analysis?customer=${asked.customer}`],
  ...['/customers/new', '/sales/new', '/follow-ups/new', '/follow-ups/tasks/new'],
];
const records = () => [
  ...['', '/edit', '/release', '/contacts/new', `/contacts/${asked.contact}`].map(
    (part) => `/customers/${asked.customer}${part}`,
  ),
  ...['', '/edit', '/void', '/reverse', '/instalments', '/payments/new', `/payments/${asked.payment}/void`].map(
    (part) => `/sales/${asked.sale}${part}`,
  ),
  ...[`/follow-ups/records/${asked.record}`, `/follow-ups/tasks/${asked.task}`, `/follow-ups/new?task=${asked.task}`],
  ...[
    `/follow-ups/new?customer=${asked.customer}`,
    `/sales/new?customer=${asked.customer}`,
    `/imports/${asked.import}`,
  ],
];

test('no list, sum or form sends anything of what others have; the manager’s do', async () => {
  for (const who of ['rep', 'supervisor', 'admin'] as const)
    for (const path of lists()) {
      const { status, text } = await read(who, path);
      expect(status, `${who} ${path}`).toBe(200);
      expect(isOthers(text), `${who} ${path}`).toBe(false);
    }
  for (const path of ['/settings/people', '/settings/audit'])
    expect(isOthers((await read('admin', path)).text), `admin ${path}`).toBe(false);
  expect(isOthers((await read('supervisor', '/sales/review')).text)).toBe(false);
  for (const path of [
    '/',
    '/customers',
    '/sales?state=all',
    '/payments',
    '/follow-ups',
    '/targets',
    '/analysis?by=customer',
  ])
    expect(isOthers((await read('manager', path)).text), `manager ${path}`).toBe(true);
});

test('a record of others is missing, under each of its addresses', async () => {
  for (const who of ['rep', 'supervisor', 'admin'] as const)
    for (const path of records()) {
      const { status, text } = await read(who, path);
      expect([status, isOthers(text)], `${who} ${path}`).toEqual([404, false]);
    }
  for (const path of records().filter((one) => !/release$|^\/imports/.test(one)))
    expect([200, 307], `manager ${path}`).toContain((await read('manager', path)).status);
});
