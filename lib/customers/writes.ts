import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Moment } from '@/db/columns';
import { insertRow, prepareOnce } from '@/db/prepared';
import { contacts, customers, type Stage, stageChanges } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { realNow } from '../clock';
import { clean, cleanCode, codeKey, halfWidth, nameKey, phoneKey, searchText, sortKey } from '../text';
import { nextCustomerCode } from './codes';
import { keepDemand } from './demand';

type CustomerRow = typeof customers.$inferInsert;
/** A customer's own fields; keys, team, search text and the first stage row follow from them. */
export type NewCustomer = Omit<
  CustomerRow,
  | 'id'
  | 'code'
  | 'codeKey'
  | 'nameKey'
  | 'sortKey'
  | 'searchText'
  | 'teamId'
  | 'createdAt'
  | 'version'
  | 'lastContactOn'
  | 'nextDueOn'
> & {
  /** Null: the next free number is given (R9). */
  code: string | null;
  teamId?: number | null;
  contact?: NewContact | null;
};
export type NewContact = {
  name: string;
  title?: string | null;
  phone?: string | null;
  wechat?: string | null;
  email?: string | null;
};

/**
 * Inserts a customer with its primary contact and first stage row; records no audit row (its caller does, once).
 * The unique indexes refuse a second customer of the same name, code or credit code.
 */
export function insertCustomer(tx: Tx, { contact, ...values }: NewCustomer, at: Moment = realNow()): number {
  const name = clean(values.name);
  const code = values.code === null ? nextCustomerCode(tx) : cleanCode(values.code);
  const id = insertRow(tx, customers, {
    ...values,
    name,
    nameKey: nameKey(name),
    sortKey: sortKey(name),
    searchText: searchText([name, code]),
    code,
    codeKey: codeKey(code),
    teamId: values.teamId ?? teamOf(tx, values.ownerId ?? null),
    createdAt: at,
  });
  if (contact) insertContact(tx, id, { ...contact, isPrimary: true }, at);
  const stage: Stage = values.stage ?? 'contact';
  insertRow(tx, stageChanges, {
    customerId: id,
    toStage: stage,
    lossReasonId: values.lossReasonId ?? null,
    changedOn: values.filedOn,
    changedAt: at,
    changedBy: values.createdBy ?? null,
  });
  const { demandTypeId = null, demandChange = null } = values;
  // The first demand is the filing itself; an import brings what was known, not a change.
  if ((demandTypeId !== null || demandChange) && !values.importId)
    keepDemand(tx, id, { demandTypeId, demandChange }, { on: values.filedOn, by: values.createdBy ?? null }, at);
  return id;
}

export function insertContact(
  tx: Tx,
  customerId: number,
  contact: NewContact & { isPrimary: boolean },
  at: Moment = realNow(),
): number {
  const phone = contact.phone ? halfWidth(clean(contact.phone)) : null;
  return insertRow(tx, contacts, {
    ...contact,
    customerId,
    name: clean(contact.name),
    phone,
    phoneKey: phone && phoneKey(phone),
    searchText: searchText([contact.name], { surname: true }),
    createdAt: at,
  });
}

export const teamOf = (tx: Tx, ownerId: number | null): number | null =>
  ownerId === null
    ? null
    : (tx.select({ teamId: users.teamId }).from(users).where(eq(users.id, ownerId)).get()?.teamId ?? null);

/** Moves a customer to another stage and keeps the move with its author (R14); nothing happens when it is there already. */
export function moveStage(
  tx: Tx,
  customerId: number,
  toStage: Stage,
  move: { on: string; by: number | null; lossReasonId?: number | null },
): void {
  const present = stageOf(tx, customerId);
  if (!present || present.stage === toStage) return;
  const lossReasonId = move.lossReasonId ?? null;
  tx.update(customers)
    .set({ stage: toStage, lossReasonId, version: sql`version + 1` })
    .where(eq(customers.id, customerId))
    .run();
  insertRow(tx, stageChanges, {
    customerId,
    fromStage: present.stage,
    toStage,
    lossReasonId,
    changedOn: move.on,
    changedAt: realNow(),
    changedBy: move.by,
  });
}

/** R14: the first approved sale moves an earlier stage to 成交合作; 流失 too, unless it was said knowing of the sale. */
export function winOnFirstSale(
  tx: Tx,
  customerId: number,
  { evenLost = true, ...move }: { on: string; by: number | null; evenLost?: boolean },
): void {
  const present = stageOf(tx, customerId);
  if (!present || present.stage === 'won' || (present.stage === 'lost' && !evenLost)) return;
  moveStage(tx, customerId, 'won', move);
}

const stageOf = (tx: Tx, customerId: number) =>
  prepareOnce(tx, 'stage of customer', () =>
    tx
      .select({ stage: customers.stage })
      .from(customers)
      .where(eq(customers.id, sql.placeholder('id')))
      .prepare(),
  ).get({ id: customerId });
