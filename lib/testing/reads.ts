import type { Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { amounts } from '../analysis/queries/amounts';
import { figures } from '../analysis/queries/figures';
import { longOverdueCustomers } from '../analysis/queries/long-overdue';
import { filterOptions, hasSales, namesOfFilter } from '../analysis/queries/options';
import { trend } from '../analysis/queries/trend';
import { dimensions } from '../analysis/types';
import { auditRows, listAudit } from '../audit/queries';
import { customerChoices } from '../customers/queries/choices';
import { collaborates, collaboratorsOf } from '../customers/queries/collaborators';
import {
  contactsOf,
  countsOf,
  findCustomer,
  findOpenCustomer,
  findReached,
  findShared,
  openSalesOf,
  stageHistory,
} from '../customers/queries/customer';
import { formChoices } from '../customers/queries/form-choices';
import { selectedCustomers } from '../customers/queries/hand-over';
import { countCustomers, customersQuery, listCustomers, moneyOfCustomers } from '../customers/queries/list';
import { countOwnedSeen } from '../customers/queries/owned';
import { pickCustomers, pickedCustomer } from '../customers/queries/pick';
import { findReleasable } from '../customers/queries/pool';
import { timelineOf, timelineParts } from '../customers/queries/timeline';
import { readAnalysisFile } from '../exports/queries/analysis';
import { readCustomersFile } from '../exports/queries/customers';
import { listRecords, listTasks, recordsQuery, tasksQuery } from '../follow-ups/queries';
import { aboutCustomer } from '../follow-ups/queries/form';
import { findRecord } from '../follow-ups/queries/record';
import { doneOn, doneQuery, findOpenTask, todayBoard } from '../follow-ups/queries/today';
import { managerDay, repDay, supervisorDay } from '../home/queries/days';
import { hasWork } from '../home/queries/has-work';
import { monthOf } from '../home/queries/month';
import { longOverdue, moneyToChase, overdueByOwner } from '../home/queries/overdue';
import { lateTasksByPerson, todayTasks } from '../home/queries/tasks';
import { unassignedCount } from '../home/queries/unassigned';
import { waitingByTeam } from '../home/queries/waiting';
import { findImport, listImports, publishedBefore } from '../imports/queries/drafts';
import { findNotification, listNotifications, unreadCount } from '../notifications/queries';
import { listPayments, paymentsQuery, totalPayments } from '../payments/queries';
import { type Period, parsePeriod } from '../period';
import { findPeople, personalData } from '../personal/queries';
import { type SaleFilter, saleStates } from '../sales/filters';
import { changesOfSale, rejectionsOfSale } from '../sales/queries/changes';
import { customerChoice, saleChoices } from '../sales/queries/choices';
import { findEditable } from '../sales/queries/edit';
import { inbox } from '../sales/queries/inbox';
import { listQuery, listSales } from '../sales/queries/list';
import { salespeople } from '../sales/queries/new-sale';
import { openSales, pendingOpenSales } from '../sales/queries/open';
import { searchProducts } from '../sales/queries/products';
import { pendingFen, reviewCount } from '../sales/queries/review';
import { findSale, otherLinesOfSale, paymentsOfSale, reversalsOfSale } from '../sales/queries/sale';
import { totalSales } from '../sales/queries/totals';
import { listTargets } from '../targets/queries';
import { targetGrid } from '../targets/queries/grid';
import { targetChanges } from '../targets/queries/history';
import type { Viewer } from '../viewer';

/** Ids and texts of somebody's records, asked for as one would by hand: in an address, a field, a search. */
export type Asked = {
  customer: number;
  contact: number;
  sale: number;
  /** The order the sale is a line of. */
  order: string;
  payment: number;
  record: number;
  task: number;
  import: number;
  notification: number;
  fileHash: string;
  person: number;
  team: number;
  /** Parts of the customer's name, the order number, what was said and agreed. */
  texts: string[];
};

/**
 * Everything the product reads for a viewer, by the name of the query: pages, counts, pickers, searches, dashboards,
 * files. `lib/scope-leaks.test.ts` holds that no query is missing here.
 */
export function readsOf(
  viewer: Viewer,
  asked: Asked,
  today: Day,
  reader: Reader,
  { supervisorsSeeClear = true } = {},
): Record<string, unknown> {
  const period = parsePeriod('2026-Q1') as Period;
  const year = parsePeriod('2026') as Period;
  const at = { today, timeZone: 'Asia/Shanghai' };
  const [customer, sale, person, team] = [asked.customer, asked.sale, asked.person, asked.team].map(String) as [
    string,
    string,
    string,
    string,
  ];
  // A sale of somebody else's, as if its page had been opened: what stands on the page asks the scope again.
  const opened = (['attributed', 'owned'] as const).map(
    (meaning) =>
      ({
        sale: { id: asked.sale, orderGroup: asked.order, reversesId: null, customerId: asked.customer },
        meaning,
      }) as never,
  );
  const meanings = ['owned', 'reached'] as const;
  const each = <K, V>(list: readonly K[], read: (one: K) => V): V[] => list.map(read);
  const saleFilters: SaleFilter[] = [
    {},
    ...saleStates.map((state) => ({ state })),
    { state: 'all', owner: 'any' },
    { state: 'all', owner: 'none' },
    { state: 'all', owner: person },
    { state: 'all', customer },
    { state: 'all', rep: person },
    { state: 'all', team },
    { owing: 'any' },
    { owing: 'overdue', owner: 'any' },
    { credit: '1', owner: 'any' },
    ...asked.texts.map((q): SaleFilter => ({ q, state: 'all' })),
    ...asked.texts.map((q): SaleFilter => ({ q, state: 'all', owner: 'any' })),
  ];
  const customerFilters = [
    {},
    { archived: '1' as const },
    { owner: 'none' },
    { owner: person },
    { shared: '1' as const },
    { owing: 'any' as const },
    { due: 'late' as const },
    { silent: '1' },
    ...asked.texts.map((q) => ({ q })),
  ].map((filter) => ({ filter, today, supervisorsSeeClear }));
  const followUpFilters = [{}, { customer }, { person }, ...asked.texts.map((q) => ({ q }))];
  const figureFilters = [{}, { customer }, { rep: person }, { team }, { team: 'none' }];
  // A rep's place among everyone is meant to be told (R28).
  const withoutRank = <T extends { month: { rank: unknown } }>(day: T) => ({
    ...day,
    month: { ...day.month, rank: null },
  });

  return {
    listCustomers: each(customerFilters, (one) => listCustomers(viewer, one, reader)),
    customersQuery: each(customerFilters, (one) => customersQuery(viewer, one, reader).all()),
    countCustomers: each(customerFilters, (one) => countCustomers(viewer, one, 1000, reader)),
    pickCustomers: each(['', ...asked.texts], (text) =>
      each(meanings, (meaning) => pickCustomers(viewer, text, reader, meaning)),
    ),
    pickedCustomer: each(meanings, (meaning) => pickedCustomer(viewer, asked.customer, reader, meaning)),
    findCustomer: findCustomer(viewer, asked.customer, reader),
    findOpenCustomer: findOpenCustomer(viewer, asked.customer, reader),
    findReached: findReached(viewer, asked.customer, reader),
    findShared: findShared(viewer, asked.customer, reader),
    findReleasable: findReleasable(viewer, asked.customer, reader),
    collaborates: collaborates(viewer, reader),
    collaboratorsOf: collaboratorsOf(viewer, asked.customer, reader),
    selectedCustomers: [
      selectedCustomers(viewer, { of: 'rows', ids: [asked.customer] }, today, reader),
      selectedCustomers(viewer, { of: 'person', userId: asked.person }, today, reader),
      each(customerFilters, ({ filter }) => selectedCustomers(viewer, { of: 'filter', filter }, today, reader)),
    ],
    countOwnedSeen: countOwnedSeen(viewer, asked.person, reader),
    unassignedCount: unassignedCount(viewer, reader),
    contactsOf: contactsOf(viewer, { id: asked.customer, ownerId: null, teamId: null }, true, reader),
    personalData: personalData(viewer, asked.contact, reader),
    findPeople: each(asked.texts, (text) => findPeople(viewer, text, reader)),
    stageHistory: stageHistory(viewer, asked.customer, reader),
    openSalesOf: openSalesOf(viewer, asked.customer, reader),
    countsOf: countsOf(viewer, asked.customer, reader),
    moneyOfCustomers: [...moneyOfCustomers(viewer, [asked.customer], today, reader)],
    timelineOf: each(timelineParts, (part) =>
      each(meanings, (meaning) => timelineOf(viewer, asked.customer, { part, meaning }, reader)),
    ),
    customerChoices: customerChoices(viewer, reader),
    formChoices: formChoices(viewer, null, reader),

    listSales: each(saleFilters, (filter) => listSales(viewer, { filter, today }, reader)),
    listQuery: listQuery(viewer, { state: 'all' }, today, reader).all(),
    totalSales: each(saleFilters, (filter) => totalSales(viewer, { filter, today }, reader)),
    findSale: findSale(viewer, asked.sale, reader),
    findEditable: findEditable(viewer, asked.sale, reader),
    paymentsOfSale: each(opened, (found) => paymentsOfSale(viewer, found, reader)),
    reversalsOfSale: each(opened, (found) => reversalsOfSale(viewer, found, reader)),
    otherLinesOfSale: each(opened, (found) => otherLinesOfSale(viewer, found, reader)),
    changesOfSale: each(opened, (found) => changesOfSale(viewer, found, reader)),
    rejectionsOfSale: each(opened, (found) => rejectionsOfSale(viewer, found, reader)),
    openSales: each([{}, { customer: asked.customer }, ...asked.texts.map((q) => ({ q }))], (filter) =>
      openSales(viewer, filter, reader),
    ),
    pendingOpenSales: each([{}, { customer: asked.customer }], (filter) => pendingOpenSales(viewer, filter, reader)),
    searchProducts: each([null, asked.customer], (customerId) => [
      searchProducts(viewer, { text: '', customerId }, reader),
      searchProducts(viewer, { text: '变送器', customerId }, reader),
    ]),
    customerChoice: customerChoice(viewer, customer, reader),
    saleChoices: saleChoices(viewer, reader),
    salespeople: salespeople(viewer, reader),
    reviewCount: each([undefined, null, asked.team], (one) => reviewCount(viewer, { team: one }, reader)),
    pendingFen: pendingFen(viewer, reader),
    inbox: each([undefined, null, asked.team], (one) => [
      inbox(viewer, { team: one }, reader),
      inbox(viewer, { team: one, mine: true }, reader),
    ]),

    listPayments: each(saleFilters, (filter) => listPayments(viewer, filter, reader)),
    paymentsQuery: paymentsQuery(viewer, {}, reader).all(),
    totalPayments: each([{}, { from: '2026-01-01' }, { customer }], (filter) => totalPayments(viewer, filter, reader)),

    listRecords: each(followUpFilters, (filter) => listRecords(viewer, filter, reader)),
    recordsQuery: recordsQuery(viewer, {}, reader).all(),
    listTasks: each(followUpFilters, (filter) => listTasks(viewer, { filter, today }, reader)),
    tasksQuery: tasksQuery(viewer, {}, today, reader).all(),
    todayBoard: todayBoard(viewer, today, reader),
    doneOn: doneOn(viewer, { today }, reader),
    doneQuery: doneQuery(viewer, { today, assigneeId: asked.person }, reader).all(),
    findRecord: findRecord(viewer, asked.record, reader),
    findOpenTask: findOpenTask(viewer, asked.task, reader),
    aboutCustomer: [
      aboutCustomer(viewer, { customerId: asked.customer, taskId: null, today }, reader),
      aboutCustomer(viewer, { customerId: null, taskId: asked.task, today }, reader),
    ],

    repDay: withoutRank(repDay(viewer, at, reader)),
    supervisorDay: withoutRank(supervisorDay(viewer, at, reader)),
    managerDay: withoutRank(managerDay(viewer, at, reader)),
    monthOf: { ...monthOf(viewer, { today, by: 'customer' }, reader), rank: null },
    hasWork: hasWork(viewer, today, reader),
    moneyToChase: moneyToChase(viewer, { today, most: 50 }, reader),
    overdueByOwner: [...overdueByOwner(viewer, today, reader)],
    longOverdue: longOverdue(viewer, { today, days: 0 }, reader),
    lateTasksByPerson: lateTasksByPerson(viewer, today, reader),
    todayTasks: todayTasks(viewer, { today, most: 50 }, reader),
    waitingByTeam: waitingByTeam(viewer, at, reader),

    figures: [
      each(dimensions, (by) => figures(viewer, period, by, {}, reader)),
      each(figureFilters, (filter) => figures(viewer, period, 'customer', filter, reader)),
    ],
    amounts: each(dimensions, (by) => amounts(viewer, period, by, {}, reader)),
    trend: each(figureFilters, (filter) => trend(viewer, period, filter, reader)),
    filterOptions: filterOptions(viewer, reader),
    namesOfFilter: namesOfFilter(viewer, { customer }, reader),
    hasSales: hasSales(viewer, reader),
    longOverdueCustomers: longOverdueCustomers(viewer, reader),

    targetGrid: each(['amount', 'cash'] as const, (metric) => targetGrid(viewer, year, metric, reader)),
    listTargets: listTargets(viewer, { from: '2026-01', to: '2026-12' }, reader),
    targetChanges: targetChanges(viewer, { year, metric: 'amount', most: 30 }, reader),

    listAudit: each([{}, { object: `customer.${customer}` }, { object: `sale.${sale}` }, { who: person }], (filter) =>
      listAudit(viewer, filter, reader),
    ),
    auditRows: auditRows(viewer, {}, 100, reader),

    listImports: listImports(viewer, 50, reader),
    findImport: findImport(viewer, asked.import, reader),
    publishedBefore: publishedBefore(viewer, asked.fileHash, reader),

    unreadCount: unreadCount(viewer, reader),
    listNotifications: listNotifications(viewer, {}, reader),
    findNotification: findNotification(viewer, asked.notification, reader),

    readCustomersFile: each(customerFilters, ({ filter }) =>
      readCustomersFile(viewer, filter, { clearFor: '核对' }, reader),
    ),
    readAnalysisFile: each(figureFilters, (filter) => {
      const by = { period, by: 'customer', share: 'product', sort: null, direction: 'desc' } as const;
      return readAnalysisFile(viewer, { ...by, filter }, reader);
    }),
  };
}

/** Queries that are asked about what somebody has found already, or that tell what everybody may know: not in `readsOf`. */
export const notInReads: Record<string, string> = {
  exactDuplicates: 'tells that there is one (R10): tests of its own',
  nearDuplicates: 'tells that there is one (R10): tests of its own',
  ownRank: 'a place among everyone (R28)',
  labelsOf: 'names what the figures hold already: readAnalysisFile and figures',
  assigneesFor: 'names of people for a customer found',
  partsOfSale: 'asks for parts of a sale found; see paymentsOfSale',
  partsAhead: 'about a sale found',
  reviewState: 'about a sale found; changesOfSale and rejectionsOfSale',
  ofViewersPeople: 'a condition, no query',
  pooledCount: 'the pool is everybody’s (R8)',
  listPool: 'the pool is everybody’s (R8)',
  countPool: 'the pool is everybody’s (R8)',
  findPooled: 'the pool is everybody’s (R8)',
  claimsOf: 'the viewer’s own claims',
  poolReceivers: 'names of people',
  namable: 'names of people for a customer found',
  previewOf: 'about customers found; selectedCustomers and moneyOfCustomers',
  receiversFor: 'names of people',
  receiversOfLeaver: 'names of people',
  customersByOwner: 'numbers for who manages people',
  tasksLeftBy: 'a number for who manages people',
  customersOf: 'a number for who manages people',
  listTeams: 'names of teams are everybody’s',
  listPeople: 'names of colleagues are everybody’s',
  accountOf: 'the viewer’s own account',
  devicesOf: 'the viewer’s own devices',
  linksSeenBy: 'links into accounts',
  accountsToChange: 'by role, for who manages people',
  findPerson: 'for who manages people',
  findTeam: 'for who manages people',
  fileHead: 'whose file it is; readCustomersFile',
  customerFilterTexts: 'words of a filter; readCustomersFile',
  readAuditFile: 'listAudit and auditRows, in words',
  searched: 'words of a search; readCustomersFile',
  selectAudit: 'listAudit and auditRows',
  countAccess: 'the trail’s rows of two actions: tests of its own',
  countQuery: 'countAccess',
  monthlyAccess: 'the trail’s rows of two actions: tests of its own',
  judgeFile: 'what a file may learn: tests of its own',
  loadWorld: 'what a file may learn: tests of its own',
  newWords: 'the company’s words',
  previewDraft: 'judgeFile of a draft found',
  traceOf: 'the trail of a contact found, for the manager',
  showsFilters: 'a permission',
  holdsClearExport: 'a permission',
};
