import { type Column, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpRecords } from '@/db/schema/follow-ups';
import { importWords } from '@/db/schema/imports';
import { users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { today } from '../../clock';
import { visible } from '../../scope';
import { readSettings } from '../../settings/queries';
import { nameKey } from '../../text';
import type { Viewer } from '../../viewer';
import {
  type Answers,
  type KnownCustomer,
  type KnownOrder,
  type PaymentValues,
  type QuestionField,
  recordKey,
  type World,
} from '../judgement';
import type { Keys } from '../keys';

/** Any number of keys as one parameter. */
const among = (column: Column, keys: readonly (string | number)[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(keys)}))`;

/**
 * What a file is judged against. Names, codes and order numbers are unique over the company, so they are looked up
 * outside the viewer's scope too; `inScope` keeps what they belong to from being told.
 */
export function loadWorld(viewer: Viewer, keys: Keys, reader: Reader = database()): World {
  return {
    today: today(readSettings(reader).timeZone),
    importer: { id: viewer.id, role: viewer.role, teamId: viewer.teamId },
    people: readPeople(viewer, reader),
    ...readCustomers(viewer, keys, reader),
    orders: readOrders(viewer, keys, reader),
    records: readRecords(viewer, keys, reader),
    remembered: readWords(reader),
  };
}

const readPeople = (viewer: Viewer, reader: Reader) =>
  reader
    .select()
    .from(visible(viewer, users))
    .orderBy(sql`${users.status} = 'disabled'`, users.sortKey)
    .all()
    .map(({ id, name, nameKey, loginKey, login, teamId, status }) => ({
      id,
      name,
      nameKey,
      loginKey,
      login,
      teamId,
      disabled: status === 'disabled',
    }));

function readCustomers(viewer: Viewer, keys: Keys, reader: Reader) {
  const rows = reader
    .select({
      id: customers.id,
      name: customers.name,
      nameKey: customers.nameKey,
      codeKey: customers.codeKey,
      creditCode: customers.creditCode,
      ownerId: customers.ownerId,
    })
    .from(customers)
    .where(
      sql`${among(customers.nameKey, keys.names)} or ${among(customers.codeKey, keys.codes)} or ${among(customers.creditCode, keys.creditCodes)}`,
    )
    .all();
  const own = new Set(
    reader
      .select({ id: customers.id })
      .from(visible(viewer, customers))
      .where(
        among(
          customers.id,
          rows.map(({ id }) => id),
        ),
      )
      .all()
      .map(({ id }) => id),
  );
  const known = (row: (typeof rows)[number]): KnownCustomer => ({
    id: row.id,
    name: row.name,
    ownerId: row.ownerId,
    inScope: own.has(row.id),
  });
  return {
    customers: new Map(rows.map((row) => [row.nameKey, known(row)])),
    codes: new Map(rows.map((row) => [row.codeKey, known(row)])),
    creditCodes: new Map(rows.flatMap((row) => (row.creditCode ? [[row.creditCode, known(row)] as const] : []))),
  };
}

function readOrders(viewer: Viewer, keys: Keys, reader: Reader): Map<string, KnownOrder> {
  if (keys.orders.length === 0) return new Map();
  const rows = reader
    .select({
      id: sales.id,
      orderKey: sales.orderKey,
      salespersonId: sales.salespersonId,
      customerKey: customers.nameKey,
      productName: sales.productName,
      amountFen: sales.amountFen,
      dealOn: sales.dealOn,
      // Those under review too: approving them all must not exceed the original (R19).
      reversedFen: sql<number>`coalesce((select sum(r.amount_fen) from sales r where r.reverses_id = ${sales.id} and r.voided_at is null and r.review <> 'rejected'), 0)`,
      voidedAt: sales.voidedAt,
    })
    .from(sales)
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(among(sales.orderKey, keys.orders))
    .all();
  const ids = rows.map(({ id }) => id);
  const own = new Set(
    (['attributed', 'owned'] as const).flatMap((meaning) =>
      reader
        .select({ id: sales.id })
        .from(visible(viewer, sales, meaning))
        .where(among(sales.id, ids))
        .all()
        .map(({ id }) => id),
    ),
  );
  const paid = new Map<number, PaymentValues[]>();
  for (const { saleId, ...payment } of reader
    .select({ saleId: payments.saleId, amountFen: payments.amountFen, paidOn: payments.paidOn })
    .from(payments)
    .where(sql`${among(payments.saleId, ids)} and ${isNull(payments.voidedAt)}`)
    .all())
    paid.set(saleId, [...(paid.get(saleId) ?? []), payment]);
  return new Map(
    rows.map(({ orderKey, productName, voidedAt, ...row }) => [
      orderKey,
      {
        ...row,
        productKey: nameKey(productName),
        voided: voidedAt !== null,
        inScope: own.has(row.id),
        payments: paid.get(row.id) ?? [],
      },
    ]),
  );
}

function readRecords(viewer: Viewer, keys: Keys, reader: Reader): Set<string> {
  const rows = reader
    .select({
      customerKey: customers.nameKey,
      contactedOn: followUpRecords.contactedOn,
      method: followUpRecords.method,
      summary: followUpRecords.summary,
    })
    .from(visible(viewer, followUpRecords))
    .innerJoin(customers, eq(customers.id, followUpRecords.customerId))
    .where(
      inArray(
        followUpRecords.customerId,
        sql`(select id from customers where ${sql.raw('name_key')} in (select value from json_each(${JSON.stringify(keys.names)})))`,
      ),
    )
    .all();
  return new Set(rows.map(({ customerKey, ...record }) => recordKey(customerKey, record)));
}

function readWords(reader: Reader): Answers {
  const remembered: Answers = {};
  for (const { field, wordKey, answer } of reader.select().from(importWords).all()) {
    const words = remembered[field as QuestionField] ?? {};
    words[wordKey] = answer;
    remembered[field as QuestionField] = words;
  }
  return remembered;
}
