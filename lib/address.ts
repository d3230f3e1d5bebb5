/** The query of an address as a list reads it: name → value. */
export type Query = Record<string, string | undefined>;

/** Names that say which page of a list, dropped whenever anything else changes. */
const paging = ['after', 'before'];

/** The address with some of its query changed; undefined takes a name out. Paging starts anew. */
export function hrefWith(path: string, query: Query, change: Query = {}): string {
  const entries = Object.entries({ ...query, ...change }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && (!paging.includes(entry[0]) || entry[0] in change),
  );
  const text = new URLSearchParams(entries).toString();
  return text ? `${path}?${text}` : path;
}

/** A path of this site as a `back` parameter may name it; null for other sites' addresses and the like. */
export function ownPath(text: string | null | undefined): string | null {
  const here = 'http://site.invalid';
  if (!text?.startsWith('/') || text.length > 500 || !URL.canParse(text, here)) return null;
  const url = new URL(text, here);
  // "/.//elsewhere" comes out as "//elsewhere", which is another site's.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search : null;
}
