import { type Access, type Verdict, verdict } from './access';
import type { Inventory } from './inventory';
import type { RecordKind } from './records';
import { type ActionRow, type HandlerRow, type PageRow, rowsOf, type Table } from './rows';
import { type Relation, type ViewerName, viewers } from './who';

type Way =
  | { kind: 'page'; row: PageRow; mode: 'html' | 'rsc' }
  | { kind: 'handler'; row: HandlerRow; mode: 'request' }
  | { kind: 'action'; row: ActionRow; mode: 'call' | 'post' | 'hostile' };
/** One question: may this viewer do this to that record, asked that way? */
export type Cell = Way & { name: string; viewer: ViewerName; relation: Relation | null; expected: Verdict };

const ofSale: readonly RecordKind[] = [
  'sale',
  'paidSale',
  'payment',
  'pendingSale',
  'rejectedSale',
  'changedSale',
  'change',
];
const ofCustomer: readonly RecordKind[] = [
  'customer',
  'contact',
  'secondContact',
  'archived',
  'idle',
  'task',
  'cancelledTask',
  'record',
  'undoable',
  ...ofSale,
];
/** The company's own, nobody's in particular. */
const ofAll: readonly RecordKind[] = [
  'pooled',
  'entry',
  'retiredEntry',
  'unusedEntry',
  'emptyTeam',
  'archivedTeam',
  'token',
];

export const cellName = ({ name, row, mode, viewer, relation }: Cell) =>
  [name, row.as && `(${row.as})`, mode, viewer, relation].filter(Boolean).join(' ');

export function cellsOf(table: Table): Cell[] {
  return [
    ...spread(table.pages).flatMap(({ name, row }) =>
      (['html', 'rsc'] as const).flatMap((mode) =>
        asked(row).map((who) => ({ kind: 'page' as const, name, row, mode, ...who })),
      ),
    ),
    ...spread(table.handlers).flatMap(({ name, row }) =>
      asked(row).map((who) => ({ kind: 'handler' as const, name, row, mode: 'request' as const, ...who })),
    ),
    ...spread(table.actions).flatMap(({ name, row }) => [
      ...(['call', 'post'] as const).flatMap((mode) =>
        asked(row).map((who) => ({ kind: 'action' as const, name, row, mode, ...who })),
      ),
      ...asked(row)
        .filter(
          ({ relation, expected }) =>
            row.hostile && expected === 'allowed' && (relation === 'own' || relation === null),
        )
        .map((who) => ({ kind: 'action' as const, name, row, mode: 'hostile' as const, ...who })),
    ]),
  ];
}

/** Ways in without a row, and rows without a way in. */
export function withoutRow(inventory: Inventory, table: Table): string[] {
  const compare = (what: string, found: readonly string[], rows: Record<string, unknown> = {}) => [
    ...found.filter((name) => !(name in rows)).map((name) => `${what} ${name} has no row of expected answers`),
    ...Object.keys(rows)
      .filter((name) => !found.includes(name))
      .map((name) => `${what} ${name} has a row and is not there`),
  ];
  return [
    ...compare('page', inventory.pages, table.pages),
    ...compare('handler', inventory.handlers, table.handlers),
    ...compare('action', [...inventory.actions.keys()], table.actions),
  ];
}

const spread = <Row>(rows: Record<string, Row | readonly Row[]> = {}) =>
  Object.entries(rows).flatMap(([name, row]) => rowsOf(row).map((one) => ({ name, row: one })));

type Asked = { may: Access; takes?: readonly RecordKind[]; on?: readonly Relation[] };

function asked({ may, takes = [], on }: Asked) {
  return viewers.flatMap((viewer) =>
    relationsOf(viewer, takes, on).map((relation) => ({ viewer, relation, expected: verdict(may, viewer, relation) })),
  );
}

function relationsOf(
  viewer: ViewerName,
  takes: readonly RecordKind[],
  on: readonly Relation[] | undefined,
): (Relation | null)[] {
  if (takes.length === 0) return [null];
  const has = (kinds: readonly RecordKind[]) => takes.some((kind) => kinds.includes(kind));
  const usual: Relation[] = has(ofAll)
    ? ['own', 'missing']
    : [
        'own',
        'team',
        'other',
        ...(viewer === 'collaborator' && has(ofCustomer) ? (['shared'] as const) : []),
        ...((viewer === 'rep' || viewer === 'supervisor') && has(ofSale) ? (['sold'] as const) : []),
        'missing',
        ...(takes.length > 1 ? (['mixed'] as const) : []),
      ];
  const tried = on ?? usual;
  // Whoever isn't signed in has nothing of their own; of somebody disabled their own is the sharpest question.
  if (viewer === 'anonymous' && !has(ofAll))
    return tried.filter((relation) => relation === 'other' || relation === 'missing');
  if (viewer === 'disabled') return tried.filter((relation) => relation === 'own' || relation === 'missing');
  return [...tried];
}
