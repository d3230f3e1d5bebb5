import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { read, utils } from 'xlsx';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { insertContact } from '../customers/writes';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { makePerson } from '../testing/people';
import type { Viewer } from '../viewer';
import type { ExportKind } from './make';
import { exportRoute } from './route';

const signedIn: { viewer: Viewer | null } = { viewer: null };
vi.mock('../session', async (original) => ({ ...(await original()), currentViewer: async () => signedIn.viewer }));
vi.mock('../caller', () => ({
  requestCaller: async () => ({ origin: 'http://keji.test', fetchSite: 'same-origin', hosts: ['keji.test'] }),
  requestDetails: async () => ({ requestId: 'r1', address: null, device: null }),
}));
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
// The export's thread is bundled by the build: here its work is done in this one.
vi.mock('./run', async () => ({ runExport: (await import('./make')).makeFile }));

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
  await write((tx) => insertContact(tx, f.customers.c003, { name: '欧阳静', phone: '13800001234', isPrimary: true }));
});

async function take(viewer: Viewer, kind: ExportKind, fields: Record<string, string> | null = null) {
  signedIn.viewer = viewer;
  const url = `http://keji.test/api/exports/${kind}?q=C003`;
  const body = fields && new URLSearchParams(fields);
  return exportRoute(kind)(new Request(url, { method: 'POST', body }), { params: Promise.resolve({}) });
}
const row = async (response: Response) => {
  const book = read(new Uint8Array(await response.arrayBuffer()));
  const [found] = utils.sheet_to_json<Record<string, string>>(book.Sheets.客户 as never);
  return [found?.联系人, found?.联系方式];
};
const masked = ['欧*', '138****1234'];
const give = (viewer: Viewer, exportsClear: boolean) =>
  write((tx) => tx.update(users).set({ exportsClear }).where(eq(users.id, viewer.id)).run());
const last = () =>
  db.select().from(auditEvents).where(eq(auditEvents.action, 'export.made')).orderBy(desc(auditEvents.seq)).all();

describe('明文导出', () => {
  test('is a right and a reason, both recorded; taken back, the next request is masked', async () => {
    await give(f.lina, true);
    const clear = await take(f.lina, 'customers.xlsx', { clear: '1', reason: ' 寄样品册，问 13800001234 ' });
    expect(clear.headers.get('content-disposition')).toContain(encodeURIComponent('含明文联系方式'));
    expect(await row(clear)).toEqual(['欧阳静', '13800001234']);
    expect(last()[0]).toMatchObject({
      actorId: f.lina.id,
      details: { kind: 'customers.xlsx', clear: true, reason: '寄样品册，问 138****1234', rows: 1 },
    });
    await give(f.lina, false);
    expect(await row(await take(f.lina, 'customers.xlsx', { clear: '1', reason: '寄样品册' }))).toEqual(masked);
    expect(last()[0]?.details).toMatchObject({ clear: false });
    expect(last()[0]?.details).not.toHaveProperty('reason');
  });

  test('without a reason there is no file and no row', async () => {
    await give(f.lina, true);
    const answers = [await take(f.lina, 'customers.xlsx', { clear: '1', reason: ' \u200b ' })];
    answers.push(await take(f.lina, 'customers.xlsx', { clear: '1' }));
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('用来做什么');
    }
    expect(last()).toEqual([]);
    // Not asked for in clear, it needs none.
    expect(await row(await take(f.lina, 'customers.xlsx'))).toEqual(masked);
  });

  test('whoever doesn’t hold it asks in vain, whatever the role', async () => {
    for (const viewer of [f.lina, f.supervisor, f.manager])
      expect(await row(await take(viewer, 'customers.xlsx', { clear: '1', reason: '寄样品册' }))).toEqual(masked);
    expect(last().map(({ details }) => (details as { clear: boolean }).clear)).toEqual([false, false, false]);
  });
});

test('where reps may not export, every address of a file is one there isn’t', async () => {
  const clerk = await write((tx) => makePerson(tx, '何川', 'rep', f.team, true));
  await give(f.lina, true);
  await write((tx) => storeSettings(tx, { repsMayExport: false }, null));
  const kinds = ['customers.xlsx', 'analysis.xlsx', 'analysis.pdf', 'audit.xlsx'] as const;
  const fields = { clear: '1', reason: '寄样品册' };
  for (const kind of kinds)
    for (const viewer of [f.wanglei, f.lina, clerk]) expect((await take(viewer, kind, fields)).status).toBe(404);
  expect(last()).toEqual([]);
  expect((await take(f.supervisor, 'customers.xlsx')).status).toBe(200);
  expect((await take(f.manager, 'audit.xlsx')).status).toBe(200);
  await write((tx) => storeSettings(tx, { repsMayExport: true }, null));
  expect((await take(f.wanglei, 'customers.xlsx')).status).toBe(200);
  expect((await take(clerk, 'audit.xlsx')).status).toBe(200);
});
