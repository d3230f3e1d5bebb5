import { beforeEach, expect, test, vi } from 'vitest';
import { read, utils } from 'xlsx';
import * as duplicates from '@/app/api/customers/duplicates/route';
import * as search from '@/app/api/customers/search/route';
import * as analysisFile from '@/app/api/exports/analysis.xlsx/route';
import * as auditFile from '@/app/api/exports/audit.xlsx/route';
import * as customersFile from '@/app/api/exports/customers.xlsx/route';
import * as problems from '@/app/api/imports/[id]/problems/route';
import * as products from '@/app/api/products/search/route';
import { write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { storeSettings } from './settings/writes';
import { type FixtureF, loadFixtureF } from './testing/fixture-f';
import { addOthers, spoken } from './testing/others';
import { makePerson } from './testing/people';
import type { Viewer } from './viewer';

vi.setConfig({ testTimeout: 60_000 });

// P23 and P24 at the route handlers: what others have is neither in a file nor in an answer.

const signedIn: { viewer: Viewer | null } = { viewer: null };
vi.mock('./caller', () => ({
  requestCaller: async () => ({
    origin: 'http://keji.test',
    fetchSite: 'same-origin',
    hosts: ['keji.test'],
    sessionToken: '',
  }),
  requestDetails: async () => ({ requestId: 'r1', address: null, device: null }),
}));
vi.mock('./session', async (original) => ({
  ...(await original<typeof import('./session')>()),
  currentViewer: async () => signedIn.viewer,
}));
vi.mock('./i18n/request', async () => {
  const { translator: inChinese } = await import('./i18n/translator');
  return { getT: async () => inChinese() };
});
// In the server a thread of its own does it.
vi.mock('./exports/run', async () => ({ runExport: (await import('./exports/make')).makeFile }));

let f: FixtureF;
let admin: Viewer;
let other: { rep: Viewer; team: number };
beforeEach(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  other = f.other as typeof other;
  await write((tx) => {
    admin = makePerson(tx, '林一鸣', 'rep', f.team, true);
  });
});

const answer = async (viewer: Viewer, handler: Handler, path: string, params: Record<string, string> = {}) => {
  signedIn.viewer = viewer;
  const response = await handler(new Request(`http://keji.test${path}`, { method: 'POST' }), {
    params: Promise.resolve(params as never),
  });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, body, text: body.toString() };
};
type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
const none = 999_999;

test('refused is missing, word for word', async () => {
  const asked = await write((tx) => addOthers(tx, f));
  for (const viewer of [f.wanglei, f.supervisor, admin]) {
    const same = async (
      handler: unknown,
      path: (id: number) => string,
      id: number,
      params?: (id: number) => Record<string, string>,
    ) => {
      const [refused, missing] = [
        await answer(viewer, handler as Handler, path(id), params?.(id)),
        await answer(viewer, handler as Handler, path(none), params?.(none)),
      ];
      expect([refused.status, refused.text]).toEqual([missing.status, missing.text]);
      return refused;
    };
    expect(
      (
        await same(
          problems.GET,
          (id) => `/api/imports/${id}/problems`,
          asked.import,
          (id) => ({ id: String(id) }),
        )
      ).status,
    ).toBe(404);
    expect((await same(search.GET, (id) => `/api/customers/search?id=${id}`, asked.customer)).text).toBe(
      '{"customers":[]}',
    );
    await same(products.GET, (id) => `/api/products/search?customer=${id}`, asked.customer);
    // Saying of another's customer that it is one's own record hides no duplicate.
    const duplicate = await same(
      duplicates.GET,
      (id) => `/api/customers/duplicates?name=雾凇机电设备有限公司&except=${id}`,
      asked.customer,
    );
    expect(JSON.parse(duplicate.text)).toEqual({ found: [{ by: 'name', id: null }] });
  }
});

test('an export holds the filtered list in scope, whatever ids are added to its address', async () => {
  const asked = await write((tx) => addOthers(tx, f));
  for (const viewer of [f.wanglei, f.supervisor, admin])
    for (const query of ['', `?owner=${other.rep.id}`, `?ids=${asked.customer}&id=${asked.customer}`, '?archived=1'])
      expect(
        await cellsOf(answer(viewer, customersFile.POST as Handler, `/api/exports/customers.xlsx${query}`)),
      ).not.toMatch(spoken);
  for (const viewer of [f.wanglei, f.supervisor, admin])
    for (const query of ['', `&customer=${asked.customer}`, `&team=${other.team}`, '&by=customer'])
      expect(
        await cellsOf(
          answer(viewer, analysisFile.POST as Handler, `/api/exports/analysis.xlsx?period=2026-Q1${query}`),
        ),
      ).not.toMatch(spoken);
  expect(await cellsOf(answer(f.manager, customersFile.POST as Handler, '/api/exports/customers.xlsx'))).toMatch(
    spoken,
  );
  expect(
    await cellsOf(
      answer(
        f.manager,
        analysisFile.POST as Handler,
        `/api/exports/analysis.xlsx?period=2026-Q1&customer=${asked.customer}`,
      ),
    ),
  ).toMatch(spoken);
  expect(await cellsOf(answer(admin, auditFile.POST as Handler, '/api/exports/audit.xlsx'))).not.toMatch(spoken);
});

test('without the right to export its address answers as if there were none', async () => {
  await write((tx) => storeSettings(tx, { repsMayExport: false }, null));
  for (const file of [customersFile, analysisFile, auditFile]) {
    const { status, text } = await answer(f.wanglei, file.POST as Handler, '/api/exports/any?period=2026-Q1');
    expect([status, text]).toEqual([404, '']);
  }
});

/** Every cell of the workbook an export answered with. */
async function cellsOf(file: ReturnType<typeof answer>): Promise<string> {
  const { status, body } = await file;
  expect(status).toBe(200);
  const { SheetNames, Sheets } = read(body);
  return JSON.stringify(SheetNames.map((name) => utils.sheet_to_json(Sheets[name] as never, { header: 1, raw: true })));
}
