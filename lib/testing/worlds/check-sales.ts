import { expect } from 'vitest';
import { listPayments, totalPayments } from '../../payments/queries';
import type { SaleFilter } from '../../sales/filters';
import { customerChoice, saleChoices } from '../../sales/queries/choices';
import { inbox } from '../../sales/queries/inbox';
import { listSales } from '../../sales/queries/list';
import { openSales, pendingOpenSales } from '../../sales/queries/open';
import { searchProducts } from '../../sales/queries/products';
import { pendingFen, reviewCount } from '../../sales/queries/review';
import { findSale, paymentsOfSale, reversalsOfSale } from '../../sales/queries/sale';
import { totalSales } from '../../sales/queries/totals';
import { everyRow, peopleInReach } from './check-customers';
import { today } from './load';
import { dayBack, type Sight, sorted, sum } from './sight';
import { isInName, isInOrder, terms } from './words';
import type { Question } from './world';

type Sale = Sight['attributed'][number];
const parts: Record<NonNullable<SaleFilter['owing']>, readonly [number, number]> = {
  any: [-9999, 9999],
  overdue: [1, 9999],
  current: [-9999, 0],
  days30: [1, 30],
  days60: [31, 60],
  days90: [61, 90],
  days180: [91, 180],
  older: [181, 9999],
};

export function checkSales(sight: Sight, asked: Question['sales']): void {
  const { viewer, db } = sight;
  for (const filter of [{}, { state: 'all' as const, owner: 'any' }, ...asked.map((one) => saleFilter(sight, one))]) {
    checkList(sight, filter);
    const { state, owing, credit, sort, owner, ...ofPayments } = filter;
    checkPayments(sight, ofPayments);
  }
  for (const sale of sight.rows.sales) checkPage(sight, sale);
  checkOpen(sight);
  checkReview(sight);
  checkProducts(sight);
  const people = saleChoices(viewer, db).reps.map(({ id }) => id);
  expect(people.toSorted()).toEqual(peopleInReach(sight).toSorted());
  for (const { id, name } of sight.rows.customers) {
    const isNamed = [
      ...sight.customers.map((one) => one.id),
      ...sight.attributed.map((sale) => sale.customerId),
    ].includes(id);
    expect(customerChoice(viewer, String(id), db)?.label).toBe(isNamed ? name : '--');
  }
}

function saleFilter({ of }: Sight, given: Question['sales'][number]): SaleFilter {
  const { q, rep, team, region, line, industry, source, product, customer, owner, from, to, ...plain } = given;
  const id = (value: number | null | undefined, as: (n: number) => number | null) =>
    value === undefined ? undefined : value === null ? 'none' : String(as(value) ?? 'none');
  const read = {
    ...plain,
    q: q === undefined ? undefined : terms[q % terms.length],
    rep: id(rep, of.person),
    team: id(team, of.team),
    region: id(region, of.region),
    line: id(line, of.line),
    industry: id(industry, of.industry),
    source: id(source, of.source),
    product: id(product, of.product),
    customer: id(customer, of.customer),
    owner: owner === 'any' ? owner : id(owner, of.person),
    from: from === undefined ? undefined : dayBack(from),
    to: to === undefined ? undefined : dayBack(to),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const dimensions = {
  rep: 'salespersonId',
  team: 'teamId',
  region: 'regionId',
  line: 'productLineId',
  industry: 'industryId',
  source: 'sourceId',
  product: 'productId',
  customer: 'customerId',
  level: 'level',
} as const;
const isOf = (sale: Sale, filter: SaleFilter) =>
  Object.entries(dimensions).every(([name, column]) => {
    const value = filter[name as keyof typeof dimensions];
    return value === undefined || String(sale[column] ?? 'none') === value;
  });
const isFound = ({ customerOf }: Sight, sale: Sale, q: string | undefined) =>
  q === undefined || isInOrder(q, sale.orderNumber) || isInName(q, customerOf(sale.customerId));

function expected(sight: Sight, filter: SaleFilter): Sale[] {
  const { customerOf, money, owed } = sight;
  const isIn = {
    counted: money.counts,
    pending: (sale: Sale) => sale.review === 'pending' && sale.voidedAt === null,
    rejected: (sale: Sale) => sale.review === 'rejected' && sale.voidedAt === null,
    void: (sale: Sale) => sale.voidedAt !== null,
    all: () => true,
  }[filter.state ?? 'counted'];
  const found = (filter.owner === undefined ? sight.attributed : sight.owned)
    .filter((sale) => isIn(sale) && isOf(sale, filter) && isFound(sight, sale, filter.q))
    .filter(({ customerId }) => {
      const owner = customerOf(customerId).ownerId;
      return [undefined, 'any', String(owner ?? 'none')].includes(filter.owner);
    })
    .filter(({ dealOn }) => dealOn >= (filter.from ?? '') && dealOn <= (filter.to ?? '9'))
    .filter((sale) => !filter.owing || owed(sale, ...parts[filter.owing]) > 0)
    .filter((sale) => !filter.credit || money.balance(sale) < 0);
  const value: Record<NonNullable<SaleFilter['sort']>, (sale: Sale) => string | number> = {
    deal: (sale) => sale.dealOn,
    amount: (sale) => sale.amountFen,
    balance: (sale) => owedOf(sight, sale, filter),
    due: (sale) => sale.dueOn,
    customer: (sale) => customerOf(sale.customerId).sortKey,
    number: (sale) => sale.orderNumber,
  };
  const sort = filter.sort ?? 'deal';
  const list = sorted(found, value[sort], (sale) => sale.id);
  const usual = ['deal', 'amount', 'balance'].includes(sort) ? 'desc' : 'asc';
  return (filter.direction ?? usual) === 'desc' ? list.toReversed() : list;
}

const owedOf = ({ money, owed }: Sight, sale: Sale, { owing = 'any' }: SaleFilter) =>
  owing === 'any' ? money.balance(sale) : owed(sale, ...parts[owing]);

function checkList(sight: Sight, filter: SaleFilter): void {
  const { db, viewer, money, owed, paid, reversed, owns, customerOf } = sight;
  const where = `${viewer.role} ${viewer.id}, sales ${JSON.stringify(filter)}`;
  const list = expected(sight, filter);
  const read = everyRow((page) => listSales(viewer, { filter: { ...filter, ...page }, today }, db));
  expect(
    read.map((row) => ({
      ...{
        id: row.id,
        customerName: row.customerName,
        ownsCustomer: Boolean(row.ownsCustomer),
        amountFen: row.amountFen,
      },
      ...{ paidFen: row.paidFen, reversedFen: row.reversedFen, owedFen: row.owedFen },
    })),
    where,
  ).toEqual(
    list.map((sale) => ({
      ...{
        id: sale.id,
        customerName: customerOf(sale.customerId).name,
        ownsCustomer: owns(customerOf(sale.customerId)),
      },
      ...{
        amountFen: sale.amountFen,
        paidFen: paid(sale),
        reversedFen: reversed(sale),
        owedFen: owedOf(sight, sale, filter),
      },
    })),
  );
  const [least, most] = parts[filter.owing ?? 'any'];
  const orders = list.filter(
    (sale) => sale.kind === 'sale' && sale.amountFen > 0 && sale.amountFen + reversed(sale) > 0,
  );
  const { sort, direction, ...narrowing } = filter;
  const isNarrowed = Object.keys(narrowing).length > 0;
  expect(totalSales(viewer, { filter, today }, db), `${where}: total`).toEqual({
    rows: list.length,
    orders: isNarrowed ? new Set(orders.map((sale) => sale.orderGroup)).size : null,
    customers: isNarrowed ? new Set(orders.map((sale) => sale.customerId)).size : null,
    amountFen: sum(list.map((sale) => sale.amountFen)),
    paidFen: sum(list.map(paid)),
    receivableFen: sum(list.map((sale) => owed(sale, least, most))),
    overdueFen: sum(list.map((sale) => owed(sale, Math.max(least, 1), most))),
    creditFen: sum(list.map((sale) => Math.min(money.balance(sale), 0))),
  });
}

function checkPayments(sight: Sight, filter: SaleFilter): void {
  const { db, viewer, rows, money } = sight;
  const where = `${viewer.role} ${viewer.id}, payments ${JSON.stringify(filter)}`;
  const found = rows.payments
    .filter((payment) => payment.voidedAt === null)
    .filter(({ paidOn }) => paidOn >= (filter.from ?? '') && paidOn <= (filter.to ?? '9'))
    .filter(({ saleId }) =>
      sight.attributed.some(
        (sale) => sale.id === saleId && money.counts(sale) && isOf(sale, filter) && isFound(sight, sale, filter.q),
      ),
    );
  const list = sorted(
    found,
    (one) => one.paidOn,
    (one) => one.id,
  );
  const read = everyRow((page) => listPayments(viewer, { ...filter, ...page }, db));
  expect(
    read.map(({ id, amountFen }) => [id, amountFen]),
    where,
  ).toEqual((filter.direction === 'asc' ? list : list.toReversed()).map(({ id, amountFen }) => [id, amountFen]));
  expect(totalPayments(viewer, filter, db), `${where}: total`).toEqual({
    rows: filter.from || filter.to ? list.length : null,
    amountFen: sum(list.map(({ amountFen }) => amountFen)),
  });
}

/** A single sale opens for either meaning, with its payments and reversals; outside both there is none. */
function checkPage(sight: Sight, sale: Sale): void {
  const { db, viewer, rows } = sight;
  const where = `${viewer.role} ${viewer.id}, sale ${sale.id}`;
  const found = findSale(viewer, sale.id, db);
  const isSeen = sight.isAttributed(sale) || sight.owns(sight.customerOf(sale.customerId));
  expect(found?.sale.id, where).toBe(isSeen ? sale.id : undefined);
  if (!found) return;
  expect(Boolean(found.ownsCustomer), where).toBe(sight.owns(sight.customerOf(sale.customerId)));
  const payments = rows.payments.filter((payment) => payment.saleId === sale.id).map(({ id }) => id);
  expect(
    paymentsOfSale(viewer, found, db)
      .map(({ id }) => id)
      .toSorted(),
    where,
  ).toEqual(payments.toSorted());
  const linked = rows.sales.filter((other) =>
    sale.reversesId === null ? other.reversesId === sale.id : other.id === sale.reversesId,
  );
  expect(
    reversalsOfSale(viewer, found, db)
      .map(({ id }) => id)
      .toSorted(),
    where,
  ).toEqual(linked.map(({ id }) => id).toSorted());
}

function checkOpen(sight: Sight): void {
  const { db, viewer, money, paid } = sight;
  const where = `${viewer.role} ${viewer.id}, open sales`;
  for (const q of [undefined, ...terms.slice(0, 4)]) {
    const list = sight.owned.filter((sale) => isFound(sight, sale, q));
    const asked = q === undefined ? {} : { q };
    expect(
      everyRow((page) => openSales(viewer, { ...asked, ...page }, db)).map(({ id }) => id),
      where,
    ).toEqual(
      sorted(
        list.filter((sale) => money.balance(sale) > 0),
        (sale) => sale.dueOn,
        (sale) => sale.id,
      ).map(({ id }) => id),
    );
    const waiting = list.filter(
      (sale) =>
        sale.review === 'pending' && sale.voidedAt === null && sale.kind === 'sale' && sale.amountFen > paid(sale),
    );
    const ids = (sales: readonly { id: number }[]) => sales.map(({ id }) => id).toSorted((a, b) => a - b);
    if (waiting.length <= 50) expect(ids(pendingOpenSales(viewer, asked, db)), where).toEqual(ids(waiting));
  }
}

/** R17: who leads decides on the sales of their people, on their own only while nobody else could. */
export function waitingFor({ viewer, rows, isAttributed }: Sight, { mine = false } = {}) {
  const decides = (sale: Sale, filer: number | null) => {
    const involved = [sale.salespersonId, filer];
    const others = rows.users.filter(
      (user) =>
        user.status === 'active' &&
        !involved.includes(user.id) &&
        (user.role === 'manager' ||
          (user.role === 'supervisor' && sale.teamId !== null && user.teamId === sale.teamId)),
    );
    return !involved.includes(viewer.id) || others.length === 0;
  };
  if (viewer.role === 'rep') return [];
  const sales = rows.sales.filter((sale) => sale.voidedAt === null && isAttributed(sale));
  return sorted(
    [
      ...sales
        .filter((sale) => sale.review === 'pending' && decides(sale, sale.createdBy) !== mine)
        .map((sale) => ({ sale, changeId: null as number | null, at: sale.createdAt })),
      ...rows.saleChanges.flatMap((change) => {
        const sale = sales.find(({ id }) => id === change.saleId);
        return sale && change.status === 'pending' && decides(sale, change.requestedBy) !== mine
          ? [{ sale, changeId: change.id as number | null, at: change.requestedAt }]
          : [];
      }),
    ],
    ({ at }) => at,
    ({ sale }) => sale.id,
  );
}

function checkReview(sight: Sight): void {
  const { db, viewer, attributed } = sight;
  const named = (list: readonly { saleId: number; changeId: number | null }[]) =>
    list.map(({ saleId, changeId }) => `${saleId} ${changeId}`);
  for (const team of [undefined, null, ...[0, 1, 2].map((n) => sight.of.team(n) as number)]) {
    const where = `${viewer.role} ${viewer.id}, inbox of ${team}`;
    const of = (mine: boolean) =>
      waitingFor(sight, { mine })
        .filter(({ sale }) => team === undefined || sale.teamId === team)
        .map(({ sale, changeId }) => ({ saleId: sale.id, changeId }));
    expect(named(inbox(viewer, { team, size: 500 }, db)), where).toEqual(named(of(false)));
    expect(named(inbox(viewer, { team, size: 500, mine: true }, db)), where).toEqual(named(of(true)));
    expect(reviewCount(viewer, { team }, db), where).toBe(of(false).length);
  }
  const waiting = attributed.filter((sale) => sale.review === 'pending' && sale.voidedAt === null);
  expect(pendingFen(viewer, db)).toBe(sum(waiting.map((sale) => sale.amountFen)));
}

/** The price of the latest sale that says one: of the customer's own sales where they are the viewer's to see, else of their people's. */
function checkProducts(sight: Sight): void {
  const { db, viewer, rows } = sight;
  const latest = (sales: readonly Sale[], productId: number) =>
    sorted(
      sales.filter(
        (sale) =>
          sale.productId === productId &&
          sale.kind === 'sale' &&
          sale.voidedAt === null &&
          sale.review !== 'rejected' &&
          sale.unitPrice !== null,
      ),
      (sale) => sale.dealOn,
      (sale) => sale.id,
    ).at(-1);
  for (const customerId of [null, ...rows.customers.map(({ id }) => id)])
    for (const { id, price } of searchProducts(viewer, { text: '', customerId }, db)) {
      const own =
        customerId === null
          ? undefined
          : latest(
              sight.owned.filter((sale) => sale.customerId === customerId),
              id,
            );
      const sold = own ?? latest(sight.attributed, id);
      expect(price, `${viewer.role} ${viewer.id}, price of ${id} for ${customerId}`).toEqual(
        sold ? { value: sold.unitPrice, on: sold.dealOn, from: own ? 'customer' : 'sold' } : null,
      );
    }
}
