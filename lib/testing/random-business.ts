import type { Db } from '@/db/client';
import type { Fen } from '@/db/columns';
import { levels } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { insertCustomer } from '../customers/writes';
import { addDays } from '../days';
import { Random } from '../demo/random';
import { viewerOf } from '../people/queries';
import { addTeam } from '../people/teams';
import { addUser } from '../people/writes';
import { setInstalments } from '../sales/instalments';
import { ensureDictionaryEntry, ensureProduct } from '../settings/writes';
import { putTarget } from '../targets/writes';
import type { Viewer } from '../viewer';

/**
 * A small business where everything that figures must get right happens often: sales pending, rejected and void,
 * reversals with and without an original, refunds, overpayments, instalments, gifts, orders of several lines, sales of people who
 * have since changed teams, blank dimensions, and targets on every layer. Sales lie between 2024-12 and `last`.
 */
export function fillRandomly(db: Db, seed: number, last: string): { viewers: Viewer[]; customers: number[] } {
  const random = new Random(seed);
  const upTo = (count: number) => Math.floor(random.next() * count);
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const maybe = <T>(value: T): T | null => (random.next() < 0.25 ? null : value);

  return db.transaction((tx) => {
    const teams = ['一组', '二组'].map((name) => addTeam(tx, null, name) as number);
    const person = (name: string, role: 'rep' | 'supervisor' | 'manager', teamId: number | null): Viewer => {
      addUser(tx, null, { name, login: name, role, teamId, isAdmin: false });
      return viewerOf(tx.select().from(users).all().at(-1) as typeof users.$inferSelect);
    };
    const manager = person('刘建国', 'manager', null);
    const supervisor = person('赵刚', 'supervisor', teams[0] as number);
    const reps = ['王磊', '李娜', '周敏', '何川'].map((name, i) => person(name, 'rep', teams[i % 2] as number));
    const sellers = [...reps, supervisor, manager];

    const regions = ['华东', '华南'].map((name) => ensureDictionaryEntry(tx, 'region', name));
    const lines = ['传感器', '仪表'].map((name) => ensureDictionaryEntry(tx, 'product_line', name));
    const industries = ['制造', '水务'].map((name) => ensureDictionaryEntry(tx, 'industry', name));
    const sources = ['展会', '介绍'].map((name) => ensureDictionaryEntry(tx, 'source', name));
    const products = ['变送器', '流量计'].map((name) => ensureProduct(tx, name).id);
    const customers = Array.from({ length: 8 }, (_, i) =>
      insertCustomer(tx, { code: null, name: `客户${i}`, filedOn: '2024-12-01', ownerId: one(reps).id }),
    );

    const day = () => addDays(last, -upTo(480));
    let number = 0;
    type Row = typeof sales.$inferInsert;
    const file = (row: Partial<Row> & Pick<Row, 'amountFen'>): typeof sales.$inferSelect => {
      number += 1;
      const seller = one(sellers);
      const dealOn = day();
      const review = one(['approved', 'approved', 'approved', 'approved', 'pending', 'rejected'] as const);
      const voided = review !== 'rejected' && random.next() < 0.08;
      const at = `${dealOn}T04:00:00.000Z`;
      return tx
        .insert(sales)
        .values({
          orderNumber: `S${number}`,
          orderKey: `S${number}`,
          orderGroup: `S${number}`,
          kind: row.amountFen < 0 ? 'reversal' : 'sale',
          customerId: one(customers),
          productName: '变送器',
          productId: maybe(one(products)),
          dealOn,
          dueOn: addDays(dealOn, upTo(90)),
          review,
          rejectReason: review === 'rejected' ? '价格不对' : null,
          ...(voided ? { voidedAt: at, voidReason: '重复' } : {}),
          salespersonId: seller.id,
          // Not always the team the seller is in today.
          teamId: maybe(one(teams)),
          productLineId: maybe(one(lines)),
          regionId: maybe(one(regions)),
          industryId: maybe(one(industries)),
          sourceId: maybe(one(sources)),
          level: one(levels),
          createdAt: at,
          ...row,
        })
        .returning()
        .get();
    };
    const splitUp = ({ id, amountFen, dealOn }: typeof sales.$inferSelect) => {
      const count = Math.min(2 + upTo(3), amountFen);
      if (count < 2 || random.next() > 0.35) return;
      let [left, dueOn] = [Number(amountFen), addDays(dealOn, upTo(60))];
      const parts = Array.from({ length: count }, (_, index) => {
        const part = index === count - 1 ? left : 1 + upTo(left - (count - index - 1));
        left -= part;
        dueOn = addDays(dueOn, 1 + upTo(70));
        return { dueOn, amountFen: part };
      });
      setInstalments(tx, id, parts);
    };
    const pay = (saleId: number, amountFen: number, from: string) => {
      if (amountFen === 0) return;
      const paidOn = addDays(from, upTo(150));
      const voided = random.next() < 0.1 ? { voidedAt: `${last}T04:00:00.000Z`, voidReason: '记错' } : {};
      tx.insert(payments)
        .values({
          saleId,
          amountFen: amountFen as Fen,
          paidOn: paidOn > last ? last : paidOn,
          recordedAt: `${last}T04:00:00.000Z`,
          ...voided,
        })
        .run();
    };
    const settle = (sale: typeof sales.$inferSelect) => {
      if (sale.review === 'rejected' || sale.voidedAt !== null) return;
      const { id, amountFen, dealOn } = sale;
      const part = upTo(Math.abs(amountFen) + 1) * Math.sign(amountFen);
      switch (upTo(5)) {
        case 0:
          return;
        case 1:
          return pay(id, amountFen, dealOn);
        case 2:
          pay(id, part, dealOn);
          return pay(id, amountFen - part, addDays(dealOn, 20));
        case 3:
          pay(id, amountFen + Math.sign(amountFen) * upTo(5000), dealOn);
          return pay(id, -upTo(3000) * Math.sign(amountFen), addDays(dealOn, 40));
        default:
          return pay(id, part, dealOn);
      }
    };

    for (let i = 0; i < 110; i++) {
      const amountFen = (random.next() < 0.08 ? 0 : 1 + upTo(random.next() < 0.5 ? 300 : 5_000_000)) as Fen;
      const sale = file({ amountFen });
      splitUp(sale);
      settle(sale);
      const { orderGroup, customerId, dealOn, salespersonId, teamId, review } = sale;
      if (random.next() < 0.15)
        settle(file({ amountFen: (1 + upTo(90_000)) as Fen, orderGroup, customerId, dealOn, salespersonId, teamId }));
      if (review === 'approved' && sale.voidedAt === null && amountFen > 1 && random.next() < 0.25) {
        const { id, regionId, industryId, sourceId, productLineId, productId, level } = sale;
        const frozen = {
          customerId,
          salespersonId,
          teamId,
          regionId,
          industryId,
          sourceId,
          productLineId,
          productId,
          level,
        };
        const later = addDays(dealOn, upTo(200));
        const reversed = -(random.next() < 0.4 ? amountFen : 1 + upTo(amountFen - 1));
        file({ ...frozen, amountFen: reversed as Fen, reversesId: id, dealOn: later > last ? last : later });
      }
    }
    for (let i = 0; i < 8; i++) settle(file({ amountFen: -(1 + upTo(40_000)) as Fen }));

    for (let month = 1; month <= 15; month++) {
      const name = month <= 12 ? `2025-${String(month).padStart(2, '0')}` : `2026-0${month - 12}`;
      const target = (layer: 'person' | 'team' | 'department', userId: number | null, teamId: number | null) => {
        if (random.next() < 0.35) return;
        const productLineId = random.next() < 0.2 ? one(lines) : null;
        const metric = random.next() < 0.1 ? 'cash' : 'amount';
        const amountFen = (random.next() < 0.1 ? 0 : upTo(9_000_000)) as Fen;
        putTarget(tx, { month: name, metric, layer, userId, teamId, productLineId, amountFen }, manager.id);
      };
      for (const rep of reps) target('person', rep.id, rep.teamId);
      for (const team of teams) target('team', null, team);
      if (random.next() < 0.4) target('department', null, null);
    }
    return { viewers: [manager, supervisor, ...reps.slice(0, 2)], customers };
  });
}
