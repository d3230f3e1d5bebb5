import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { closeDatabase, type Db, database, setDatabase, type Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { type Role, users } from '@/db/schema/people';
import { insertCustomer } from '../customers/writes';
import { insertPayment } from '../payments/writes';
import { hashPassword } from '../people/password';
import { viewerOf } from '../people/queries';
import { addTeam } from '../people/teams';
import { addUser } from '../people/writes';
import { insertSale } from '../sales/writes';
import { ensureDictionaryEntry, ensureProduct, storeSettings } from '../settings/writes';
import { putTarget } from '../targets/writes';
import type { Viewer } from '../viewer';

/** Everyone in Fixture F signs in with it. */
export const fixturePassword = 'qingshan-2026';
const yuan = (amount: number) => (amount * 100) as Fen;

export type FixtureF = Awaited<ReturnType<typeof loadFixtureF>>;

/**
 * Fixture F, the worked example every layer must reproduce (DESIGN §2): 一组 with 王磊 (wanglei) and 李娜 (lina), their
 * supervisor 赵刚 (zhaogang) and the manager 刘建国 (liujianguo, admin). `otherTeam` adds 二组 with 周敏 and 孙涛, who
 * have nothing: whoever of them looks must see none of it.
 */
export async function loadFixtureF({ db = database(), otherTeam = false }: { db?: Db; otherTeam?: boolean } = {}) {
  const passwordHash = await hashPassword(fixturePassword);
  return db.transaction((tx) => {
    storeSettings(tx, { companyName: '青山测控' }, null);
    const person = (name: string, login: string, role: Role, teamId: number | null, isAdmin = false): Viewer => {
      const id = addUser(tx, null, { name, login, role, teamId, isAdmin });
      if (id === null) throw new Error(`${login} is there already`);
      const active = { passwordHash, status: 'active' as const };
      return viewerOf(tx.update(users).set(active).where(eq(users.id, id)).returning().get());
    };
    const team = addTeam(tx, null, '一组') as number;
    const manager = person('刘建国', 'liujianguo', 'manager', null, true);
    const supervisor = person('赵刚', 'zhaogang', 'supervisor', team);
    const wanglei = person('王磊', 'wanglei', 'rep', team);
    const lina = person('李娜', 'lina', 'rep', team);
    const business = loadBusiness(tx, { wanglei, lina, supervisor, team });
    return { team, manager, supervisor, wanglei, lina, ...business, other: otherTeam ? addOther() : null };

    function addOther() {
      const id = addTeam(tx, null, '二组') as number;
      return {
        team: id,
        supervisor: person('孙涛', 'suntao', 'supervisor', id),
        rep: person('周敏', 'zhoumin', 'rep', id),
      };
    }
  });
}

type People = { wanglei: Viewer; lina: Viewer; supervisor: Viewer; team: number };

function loadBusiness(tx: Tx, { wanglei, lina, supervisor, team }: People) {
  const east = ensureDictionaryEntry(tx, 'region', '华东');
  const south = ensureDictionaryEntry(tx, 'region', '华南');
  const line = ensureDictionaryEntry(tx, 'product_line', '传感器');
  const product = ensureProduct(tx, '压力变送器', line);

  const customer = (code: string, name: string, owner: Viewer, regionId: number, filedOn: string) =>
    insertCustomer(tx, { code, name, ownerId: owner.id, regionId, filedOn, createdBy: owner.id });
  const c001 = customer('C001', '华岳精密仪器有限公司', wanglei, east, '2024-12-02');
  const c002 = customer('C002', '晨川水务设备有限公司', wanglei, east, '2025-11-18');
  const c003 = customer('C003', '南屿食品机械有限公司', lina, south, '2025-12-05');

  const sale = (orderNumber: string, rep: Viewer, customerId: number, dealOn: string, amount: number, dueOn?: string) =>
    insertSale(tx, {
      orderNumber,
      customerId,
      productId: product.id,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: yuan(amount),
      dealOn,
      ...(dueOn ? { dueOn } : {}),
      salespersonId: rep.id,
      review: 'approved',
      reviewedBy: supervisor.id,
      createdBy: rep.id,
    });
  const s0 = sale('S0', wanglei, c001, '2025-01-15', 120_000, '2025-02-14');
  const s1 = sale('S1', wanglei, c001, '2026-01-10', 100_000, '2026-02-09');
  const s2 = sale('S2', wanglei, c002, '2026-02-15', 50_000, '2026-03-17');
  const s3 = sale('S3', lina, c003, '2026-01-31', 80_000, '2026-02-28');
  const s3r = insertSale(tx, {
    orderNumber: 'S3R',
    reversesId: s3,
    customerId: c003,
    productId: product.id,
    productName: '压力变送器',
    quantity: null,
    unitPrice: null,
    amountFen: yuan(-20_000),
    dealOn: '2026-03-20',
    salespersonId: lina.id,
    review: 'approved',
    reviewedBy: supervisor.id,
    createdBy: lina.id,
  });

  // 2026-03-30: C001 goes from 王磊 to 李娜; S4 is the first sale of its new owner.
  tx.update(customers).set({ ownerId: lina.id, teamId: team }).where(eq(customers.id, c001)).run();
  const s4 = sale('S4', lina, c001, '2026-03-31', 40_000, '2026-04-30');

  const paid = (saleId: number, amount: number, paidOn: string, by: Viewer) =>
    insertPayment(tx, { saleId, amountFen: yuan(amount), paidOn, method: 'transfer', recordedBy: by.id });
  paid(s0, 70_000, '2025-02-10', wanglei);
  paid(s0, 50_000, '2026-01-05', wanglei);
  paid(s1, 60_000, '2026-01-20', wanglei);
  paid(s1, 40_000, '2026-02-10', wanglei);
  paid(s2, 20_000, '2026-03-05', wanglei);

  const target = (rep: Viewer, month: string, amountFen: number) =>
    putTarget(
      tx,
      {
        month,
        metric: 'amount',
        layer: 'person',
        userId: rep.id,
        teamId: team,
        productLineId: null,
        amountFen: amountFen as Fen,
      },
      supervisor.id,
    );
  for (const [month, ofWanglei, ofLina] of [
    ['2026-01', 6_666_666, 3_333_333],
    ['2026-02', 6_666_666, 3_333_333],
    ['2026-03', 6_666_668, 3_333_334],
  ] as const) {
    target(wanglei, month, ofWanglei);
    target(lina, month, ofLina);
  }
  return {
    regions: { east, south },
    line,
    product: product.id,
    customers: { c001, c002, c003 },
    sales: { s0, s1, s2, s3, s3r, s4 },
  };
}

/** Fixture F in a data folder of its own, for a server to open; returns the folder. */
export async function fixtureFolder(options: { otherTeam?: boolean } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keji-fixture-'));
  setDatabase(openDataFolder(folder, { clock: process.env.KEJI_CLOCK ?? '2026-03-31T04:00:00.000Z' }));
  await loadFixtureF(options);
  closeDatabase();
  return folder;
}
