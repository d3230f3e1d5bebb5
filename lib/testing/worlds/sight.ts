import type { Db } from '@/db/client';
import type { Viewer } from '../../viewer';
import { oracleOf } from '../figures-oracle';
import { type Loaded, type Rows, today } from './load';

// What a viewer may see, written from the rules (R5) over plain arrays, without lib/scope.ts or any SQL.

type Customer = Rows['customers'][number];
type Sale = Rows['sales'][number];
export type Sight = ReturnType<typeof sightOf>;
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** By values in turn, ascending; texts as SQLite compares them. */
export const sorted = <T>(list: readonly T[], ...keys: ((one: T) => string | number)[]): T[] =>
  list.toSorted((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    return 0;
  });

export function sightOf(db: Db, viewer: Viewer, { rows, of }: Pick<Loaded, 'rows' | 'of'>) {
  const money = oracleOf(db, today);
  const userOf = (id: number | null) => rows.users.find((user) => user.id === id);
  const customerOf = (id: number) => rows.customers.find((customer) => customer.id === id) as Customer;
  const isTeams = (teamId: number | null | undefined) =>
    teamId !== null && teamId !== undefined && teamId === viewer.teamId;

  /** Owned: the customer's present owner and their team; without an owner the team it waits under. */
  const owns = (customer: Customer): boolean =>
    viewer.role === 'manager' ||
    (viewer.role === 'rep'
      ? customer.ownerId === viewer.id
      : isTeams(customer.ownerId === null ? customer.teamId : userOf(customer.ownerId)?.teamId));
  /** Attributed: the sale's frozen salesperson and team. */
  const isAttributed = (sale: Sale): boolean =>
    viewer.role === 'manager' || (viewer.role === 'rep' ? sale.salespersonId === viewer.id : isTeams(sale.teamId));
  /** 协同人: named at the customer, and no owner of it. */
  const shares = (customer: Customer): boolean =>
    rows.collaborators.some((one) => one.customerId === customer.id && one.userId === viewer.id);
  const reaches = (customer: Customer): boolean => owns(customer) || shares(customer);
  /** Follow-ups one works on: all of a customer owned, one's own of a customer shared. */
  const worksOn = (customerId: number, person: number | null): boolean =>
    owns(customerOf(customerId)) || (shares(customerOf(customerId)) && person === viewer.id);
  const readsTarget = (target: Rows['targets'][number]): boolean =>
    viewer.role === 'manager' ||
    (viewer.role === 'rep' ? target.layer === 'person' && target.userId === viewer.id : isTeams(target.teamId));

  const paid = (sale: Sale) =>
    sum(rows.payments.filter((one) => one.saleId === sale.id && one.voidedAt === null).map((one) => one.amountFen));
  const reversed = (sale: Sale) =>
    sum(rows.sales.filter((one) => one.reversesId === sale.id && money.counts(one)).map((one) => one.amountFen));
  /** What a sale owes that was due between so many days ago, least and most (R21). */
  const owed = (sale: Sale, least: number, most: number) =>
    sum(
      money
        .duesOf(sale)
        .filter(({ dueOn }) => daysAgo(dueOn) >= least && daysAgo(dueOn) <= most)
        .map(({ fen }) => fen),
    );
  const lastContact = (customer: Customer): string | null =>
    rows.records
      .filter((record) => record.customerId === customer.id && record.reached)
      .map((record) => record.contactedOn)
      .toSorted()
      .at(-1) ?? null;
  const isOpenTask = (task: Rows['tasks'][number]) => task.status === 'open' || task.status === 'in_progress';
  const nextDue = (customer: Customer): string | null =>
    rows.tasks
      .filter((task) => task.customerId === customer.id && isOpenTask(task))
      .map((task) => task.dueOn)
      .toSorted()[0] ?? null;

  return {
    ...{ db, viewer, rows, of, money, userOf, customerOf, owns, shares, reaches, isAttributed, readsTarget },
    ...{ paid, reversed, owed, lastContact, nextDue, isOpenTask },
    customers: rows.customers.filter(owns),
    attributed: rows.sales.filter(isAttributed),
    owned: rows.sales.filter((sale) => owns(customerOf(sale.customerId))),
    records: rows.records.filter((record) => worksOn(record.customerId, record.authorId)),
    tasks: rows.tasks.filter((task) => worksOn(task.customerId, task.assigneeId)),
  };
}

export const daysAgo = (day: string): number => Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
export const dayBack = (count: number): string =>
  new Date(Date.parse(today) - count * 86_400_000).toISOString().slice(0, 10);
