import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { exactDuplicates, nearDuplicates } from './customers/queries/duplicates';
import { translator } from './i18n/translator';
import { pointedOut } from './imports/plan';
import { problemsCsv } from './imports/problems-file';
import { judgeFile } from './imports/queries/drafts';
import { readWorkbook } from './imports/workbook.mjs';
import { storeSettings } from './settings/writes';
import { type FixtureF, loadFixtureF } from './testing/fixture-f';
import { addOthers, spoken } from './testing/others';
import { makePerson } from './testing/people';
import { type Asked, notInReads, readsOf } from './testing/reads';
import type { Viewer } from './viewer';

// P23: nothing that others have changes anything that A, A's supervisor or an admin who is a rep can read: no row, count,
// figure, choice or search. What they see is compared before and after the others get their records.

const today = '2026-03-31';

let db: Db;
let f: FixtureF;
let admin: Viewer;
let other: { rep: Viewer; supervisor: Viewer; team: number };
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  other = f.other as typeof other;
  await write((tx) => {
    storeSettings(tx, { pool: true }, null);
    admin = makePerson(tx, '林一鸣', 'rep', f.team, true);
    // C002 was 王磊's and has gone to 周敏: his sale on it stays his, what comes after is none of his business.
    tx.update(customers)
      .set({ ownerId: other.rep.id, teamId: other.team })
      .where(eq(customers.id, f.customers.c002))
      .run();
  });
});

class Undone extends Error {
  constructor(readonly asked: Asked) {
    super('undone');
  }
}
/** The ids the records are going to have, asked for while there are none. */
function idsAhead(): Asked {
  try {
    db.transaction((tx) => {
      throw new Undone(addOthers(tx, f));
    });
  } catch (error) {
    if (error instanceof Undone) return error.asked;
    throw error;
  }
  throw new Error('it was undone');
}
const seenBy = (viewer: Viewer, asked: Asked) =>
  JSON.parse(JSON.stringify(readsOf(viewer, asked, today, db))) as Record<string, unknown>;

/** Who leads reads these the same before and after: names of people, whether there is anything at all, and what is one's own. */
const sameForAll = [
  'collaborates',
  'customerChoices',
  'filterOptions',
  'formChoices',
  'hasSales',
  'hasWork',
  'listNotifications',
  'saleChoices',
  'salespeople',
  'todayTasks',
  'unreadCount',
];

test('what others have changes nothing that A, the supervisor or an admin who is a rep reads', {
  timeout: 60_000,
}, async () => {
  const ahead = idsAhead();
  const viewers = [f.wanglei, f.lina, f.supervisor, admin, f.manager];
  const before = viewers.map((viewer) => seenBy(viewer, ahead));
  const asked = await write((tx) => addOthers(tx, f));
  expect(asked).toEqual(ahead);
  for (const [index, viewer] of viewers.entries()) {
    const after = seenBy(viewer, asked);
    if (viewer === f.manager) {
      // The same questions do find it all.
      const same = Object.keys(after).filter(
        (name) => JSON.stringify(after[name]) === JSON.stringify(before[index]?.[name]),
      );
      expect(same.sort()).toEqual(sameForAll);
      continue;
    }
    for (const [name, read] of Object.entries(after)) {
      expect(read, `${name}, read by ${viewer.name}`).toEqual(before[index]?.[name]);
      // What was searched for is said again in a file's head.
      if (name !== 'readCustomersFile')
        expect(JSON.stringify(read), `${name}, read by ${viewer.name}`).not.toMatch(spoken);
    }
  }
});

describe('that there is one, and nothing else', () => {
  const shown = [{ id: null }];

  test('a name or credit code that is taken; a near name and a phone that others have', async () => {
    await write((tx) => addOthers(tx, f));
    const typed = { name: '雾凇机电设备 有限公司', creditCode: '91310000MA1FL00001', phone: '199 0000 7777' };
    for (const viewer of [f.wanglei, f.supervisor, admin]) {
      expect(exactDuplicates(viewer, typed)).toEqual({ name: { id: null }, creditCode: { id: null } });
      // Near and phone each stand for themselves: whether they are one customer's can't be told.
      for (const phone of ['19900007777', '19900007778'])
        expect(nearDuplicates(viewer, { name: '雾凇机电设备', phone })).toEqual({ name: shown, phone: shown });
      expect(nearDuplicates(viewer, { name: '雾凇机电设备', phone: '19911110000' })).toEqual({
        name: shown,
        phone: [],
      });
    }
    expect(nearDuplicates(f.manager, { name: '雾凇机电设备', phone: '19900007777' })).toMatchObject({
      name: [{ name: '雾凇机电设备有限公司' }],
      phone: [],
    });
  });

  test('in a file to import: others’ customers, codes, sales and follow-ups', async () => {
    await write((tx) => addOthers(tx, f));
    const heads = {
      customers: '客户编号,客户名称,建档日期,负责人,统一社会信用代码',
      sales: '销售单号,客户名称,产品,成交金额,成交日期,销售员,原销售单号',
      followUps: '客户名称,跟进日期,跟进方式,跟进内容',
    };
    const rows = (viewer: Viewer, sheet: keyof typeof heads, ...lines: string[]) => {
      const workbook = readWorkbook(Buffer.from([heads[sheet], ...lines].join('\n')), 'a.csv');
      const { judgement } = judgeFile(viewer, workbook, {});
      const told = problemsCsv(translator(), pointedOut(judgement));
      return {
        kinds: judgement.sheets.flatMap((one) =>
          one.rows.map((row) => [row.action, ...row.problems.map(({ kind }) => kind)]),
        ),
        told,
      };
    };
    const mine = f.wanglei;
    const taken = rows(
      mine,
      'customers',
      'ZB-901,另一家有限公司,2026-01-02,王磊,',
      ',雾凇机电设备（有限公司）,2026-01-02,王磊,',
      ',雾凇机电设备有限公司,2026-01-02,王磊,',
      ',再一家有限公司,2026-01-02,王磊,91310000MA1FL00001',
    );
    expect(taken.kinds.map(([action, ...kinds]) => [action, kinds.at(-1)])).toEqual([
      ['refuse', 'duplicate_code'],
      ['create', undefined],
      ['duplicate', 'duplicate_name'],
      ['refuse', 'duplicate_credit_code'],
    ]);
    // The name somebody typed is all the file can say of it.
    expect(taken.told.replaceAll('雾凇机电设备有限公司', '').replaceAll('ZB-901', '')).not.toMatch(spoken);

    // A sale of others, void or not, is a number that is taken; a customer of others is none, and neither is an original.
    const [line, voided] = ['ZZ-7001', voidedOrder()];
    const sold = (order: string) => `${order},南屿食品机械有限公司,压力变送器,10,2026-03-05,李娜,`;
    expect(rows(f.lina, 'sales', sold(line), sold(voided)).kinds).toEqual([
      ['refuse', 'order_no_taken'],
      ['refuse', 'order_no_taken'],
    ]);
    expect(rows(f.manager, 'sales', sold(voided)).kinds).toEqual([['refuse', 'voided_order_no']]);
    const unknown = (name: string, original = '') =>
      `N1,${name},压力变送器,${original && '-'}10,2026-03-05,李娜,${original}`;
    for (const name of ['雾凇机电设备有限公司', '没有这家有限公司'])
      expect(rows(f.lina, 'sales', unknown(name)).kinds).toEqual([['refuse', 'unknown_customer']]);
    for (const original of ['ZZ-7001', 'ZZ-NONE'])
      expect(rows(f.lina, 'sales', unknown('南屿食品机械有限公司', original)).kinds).toEqual([
        ['refuse', 'unknown_original'],
      ]);
    for (const name of ['雾凇机电设备有限公司', '没有这家有限公司'])
      expect(rows(f.lina, 'followUps', `${name},2026-03-30,电话,机密跟进`).kinds).toEqual([
        ['refuse', 'unknown_customer'],
      ]);
  });

  const voidedOrder = () =>
    db.$client
      .prepare("select order_number from sales where voided_at is not null and order_number like 'ZZ%'")
      .pluck()
      .get() as string;
});

test('every query of the product that reads for a viewer is among them, or says why not', () => {
  const files = readdirSync(join(process.cwd(), 'lib'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /^[\w-]+\/queries(\.ts|\/[\w-]+\.ts)$/.test(path) && !path.endsWith('.test.ts'),
  );
  const names = files.flatMap((path) =>
    [
      ...readFileSync(join(process.cwd(), 'lib', path), 'utf8').matchAll(
        /^export (?:async )?(?:function|const) (\w+)(?: = )?\(\s*_?viewer: Viewer/gm,
      ),
    ].map(([, name]) => name as string),
  );
  expect(names.length).toBeGreaterThan(80);
  const known = [...Object.keys(readsOf(f.manager, idsAhead(), today, db)), ...Object.keys(notInReads)];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !names.includes(name))).toEqual([]);
});
