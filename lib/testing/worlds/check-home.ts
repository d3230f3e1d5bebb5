import { expect } from 'vitest';
import { managerDay, repDay, supervisorDay } from '../../home/queries/days';
import { hasWork } from '../../home/queries/has-work';
import { longOverdue, moneyToChase, overdueByOwner } from '../../home/queries/overdue';
import { unassignedCount } from '../../home/queries/unassigned';
import { waitingByTeam } from '../../home/queries/waiting';
import { findImport, listImports, publishedBefore } from '../../imports/queries/drafts';
import { findNotification, listNotifications, unreadCount } from '../../notifications/queries';
import { periodOf } from '../../period';
import { readSettings } from '../../settings/queries';
import { expectedReport } from '../figures-oracle';
import { waitingFor } from './check-sales';
import { today } from './load';
import { daysAgo, type Sight, sorted, sum } from './sight';

const at = { today, timeZone: 'Asia/Shanghai' };

/** 工作台, 通知 and 导入. */
export function checkHome(sight: Sight): void {
  const { db, viewer, rows, readsTarget } = sight;
  checkMoney(sight);
  checkWaiting(sight);
  checkMonth(sight);
  const present = sight.customers.filter((one) => one.archivedAt === null);
  const { pool } = readSettings(db);
  const waiting = present.filter((one) => one.ownerId === null && !(pool && one.pooledAt !== null)).length;
  const left = present.filter((one) => sight.userOf(one.ownerId)?.status === 'disabled').length;
  expect(unassignedCount(viewer, db)).toEqual({ waiting, left });
  expect(hasWork(viewer, today, db)).toBe(
    rows.targets.some((target) => readsTarget(target) && target.month === '2026-03') ||
      sight.tasks.length > 0 ||
      (viewer.role !== 'rep' && waiting + left > 0),
  );

  const told = rows.notifications.filter((one) => one.userId === viewer.id);
  expect(listNotifications(viewer, {}, db).rows.map(({ id }) => id)).toEqual(told.map(({ id }) => id).toReversed());
  expect(unreadCount(viewer, db)).toBe(told.filter((one) => one.readAt === null).length);
  for (const { id } of rows.notifications)
    expect(findNotification(viewer, id, db)?.id).toBe(told.some((one) => one.id === id) ? id : undefined);

  const reads = (one: (typeof rows.imports)[number]) =>
    one.createdBy === viewer.id || (viewer.role === 'manager' && one.status !== 'draft');
  const listed = rows.imports.filter((one) => reads(one) && one.status !== 'discarded');
  expect(
    listImports(viewer, 50, db)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(listed.map(({ id }) => id).toSorted());
  for (const one of rows.imports) expect(findImport(viewer, one.id, db)?.id).toBe(reads(one) ? one.id : undefined);
  for (const hash of ['hash 0', 'hash 1'])
    expect(publishedBefore(viewer, hash, db) !== null).toBe(
      rows.imports.some((one) => reads(one) && one.status === 'published' && one.fileHash === hash),
    );
}

function checkMoney({ db, viewer, owned, owed, money, customerOf }: Sight): void {
  const where = `${viewer.role} ${viewer.id}, money to chase`;
  const late = owned.filter((sale) => owed(sale, 1, 9999) > 0);
  const lateFen = (sales: typeof owned) => sum(sales.map((sale) => owed(sale, 1, 9999)));
  const firstDue = (sale: (typeof owned)[number]) => money.duesOf(sale)[0]?.dueOn ?? '';
  const read = moneyToChase(viewer, { today, most: 500 }, db);
  expect([read.receivableFen, read.overdueFen, read.sales], where).toEqual([
    sum(owned.map((sale) => owed(sale, -9999, 9999))),
    lateFen(late),
    late.length,
  ]);
  expect(
    read.rows.map(({ id, days }) => [id, days]),
    where,
  ).toEqual(
    sorted(late, firstDue, (sale) => sale.id)
      .slice(0, 50)
      .map((sale) => [sale.id, daysAgo(firstDue(sale))]),
  );
  const owners = [...new Set(late.map((sale) => customerOf(sale.customerId).ownerId))];
  expect(overdueByOwner(viewer, today, db), where).toEqual(
    new Map(
      owners.map((owner) => {
        const theirs = late.filter((sale) => customerOf(sale.customerId).ownerId === owner);
        return [owner, { sales: theirs.length, fen: lateFen(theirs) }];
      }),
    ),
  );
  for (const days of [0, 30]) {
    const customers = [...new Set(late.map((sale) => sale.customerId))].flatMap((customerId) => {
      const theirs = late.filter((sale) => sale.customerId === customerId);
      const most = Math.max(...theirs.map((sale) => daysAgo(firstDue(sale))));
      return most > days ? [{ customerId, sales: theirs.length, fen: lateFen(theirs), days: most }] : [];
    });
    expect(
      longOverdue(viewer, { today, days }, db).map((row) => ({
        ...{ customerId: row.customerId, sales: row.sales, fen: row.fen, days: row.days },
      })),
      where,
    ).toEqual(
      sorted(
        customers,
        (row) => -row.days,
        (row) => row.customerId,
      ),
    );
  }
}

function checkWaiting(sight: Sight): void {
  const { db, viewer } = sight;
  const waiting = waitingFor(sight);
  const teams = [...new Set(waiting.map(({ sale }) => sale.teamId))];
  const read = waitingByTeam(viewer, at, db);
  expect(new Map(read.map(({ teamId, items, changes, amountFen }) => [teamId, { items, changes, amountFen }]))).toEqual(
    new Map(
      teams.map((teamId) => {
        const theirs = waiting.filter(({ sale }) => sale.teamId === teamId);
        const filed = theirs.filter(({ changeId }) => changeId === null);
        const amountFen = sum(filed.map(({ sale }) => sale.amountFen));
        return [teamId, { items: theirs.length, changes: theirs.length - filed.length, amountFen }];
      }),
    ),
  );
}

/** The running month on each role's 工作台, whoever opens it. */
function checkMonth({ db, viewer, attributed, money }: Sight): void {
  const period = periodOf('month', today);
  const expected = expectedReport(money, viewer, period, 'rep', {}).total;
  const rejected = attributed.filter((sale) => sale.review === 'rejected' && sale.voidedAt === null).length;
  const pending = attributed.filter((sale) => sale.review === 'pending' && sale.voidedAt === null);
  for (const { month } of [repDay(viewer, at, db), supervisorDay(viewer, at, db), managerDay(viewer, at, db)]) {
    expect(month.report.total, `${viewer.role} ${viewer.id}, month`).toMatchObject(expected);
    expect(month.pendingFen).toBe(sum(pending.map((sale) => sale.amountFen)));
    expect(month.rejected).toBe(viewer.role === 'rep' ? rejected : 0);
  }
}
