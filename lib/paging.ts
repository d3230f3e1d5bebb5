import { type SQL, sql } from 'drizzle-orm';

/** Rows of a list page. Pages are reached by cursor (the last row's sort value and id), so no page counts or skips rows. */
export const pageSize = 50;

export type Direction = 'asc' | 'desc';
export type PageRequest = { after?: string | undefined; before?: string | undefined };
/** The rows and the cursors of the pages around them; null at either end. */
export type Page<T> = { rows: T[]; before: string | null; after: string | null };

type SortKey = readonly [value: string | number, id: number];

export const encodeCursor = ([value, id]: SortKey): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** Null for a cursor that isn't one of ours: the list then starts from its first page. */
export function decodeCursor(text: string | undefined): SortKey | null {
  if (!text) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(read) || read.length !== 2) return null;
    const [value, id] = read;
    if ((typeof value !== 'string' && !Number.isSafeInteger(value)) || !Number.isSafeInteger(id)) return null;
    return [value, id];
  } catch {
    return null;
  }
}

/**
 * The WHERE, ORDER BY and LIMIT of one page. `value` may tie; `id` is unique and follows its direction, so that every
 * row comes exactly once. One row more than a page is read: it says whether there is a next one.
 */
export function pageQuery(sort: { value: SQL; id: SQL; direction: Direction }, request: PageRequest) {
  const backwards = decodeCursor(request.before);
  const cursor = backwards ?? decodeCursor(request.after);
  const ascending = (sort.direction === 'asc') !== (backwards !== null);
  const where =
    cursor && sql`(${sort.value}, ${sort.id}) ${sql.raw(ascending ? '>' : '<')} (${cursor[0]}, ${cursor[1]})`;
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  return {
    where: where ?? undefined,
    orderBy: [sql`${sort.value} ${direction}`, sql`${sort.id} ${direction}`],
    limit: pageSize + 1,
  };
}

/** Puts what `pageQuery` read into the list's order, with the cursors around it. */
export function toPage<T>(read: T[], request: PageRequest, keyOf: (row: T) => SortKey): Page<T> {
  const isBackwards = decodeCursor(request.before) !== null;
  const isForwards = !isBackwards && decodeCursor(request.after) !== null;
  const more = read.length > pageSize;
  const rows = read.slice(0, pageSize);
  if (isBackwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    before: first && (isBackwards ? more : isForwards) ? encodeCursor(keyOf(first)) : null,
    after: last && (isBackwards || more) ? encodeCursor(keyOf(last)) : null,
  };
}
