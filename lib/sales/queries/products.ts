import { and, desc, eq, isNotNull, isNull, ne, type SQL } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, UnitPrice } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { dictionaryEntries, products } from '@/db/schema/settings';
import { type Meaning, visible } from '@/lib/scope';
import { searchTerm } from '@/lib/text';
import type { Viewer } from '@/lib/viewer';

export type ProductChoice = {
  id: number;
  name: string;
  line: string | null;
  unit: string | null;
  /** What this customer paid last, else what it was last sold for, else its list price. */
  price: { value: UnitPrice; from: 'customer' | 'sold' | 'list'; on: Day | null } | null;
};

const most = 20;
/** How far back the last price anyone paid is looked for: reading more sales would take longer than a keystroke. */
const recent = 2_000;

/**
 * Products on sale whose name, full pinyin or initials hold the text (R3), those that begin with it first; without a
 * text, what was sold lately. Prices come from sales the viewer may see only (R5): of the customer's in the owned
 * meaning, of others in the attributed one.
 */
export function searchProducts(
  viewer: Viewer,
  { text, customerId }: { text: string; customerId: number | null },
  reader: Reader = database(),
): ProductChoice[] {
  const sold = lastPrices(viewer, reader, 'attributed');
  const paid = customerId === null ? new Map() : lastPrices(viewer, reader, 'owned', eq(sales.customerId, customerId));
  const term = searchTerm(text);
  const rank = (product: { id: number; sortKey: string; nameKey: string }) =>
    term === ''
      ? [paid.has(product.id), sold.has(product.id), true].indexOf(true)
      : Math.min(...spellings(product).map((spelling) => rankOf(spelling, term)));
  return onSale(viewer, reader)
    .map((product) => ({ product, rank: rank(product) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank || (a.product.sortKey < b.product.sortKey ? -1 : 1))
    .slice(0, most)
    .map(({ product: { id, name, line, unit, defaultPrice } }) => {
      const [own, other] = [paid.get(id), sold.get(id)];
      const list = defaultPrice === null ? null : { value: defaultPrice, from: 'list' as const, on: null };
      return {
        id,
        name,
        line,
        unit,
        price: own ? { ...own, from: 'customer' } : other ? { ...other, from: 'sold' } : list,
      };
    });
}

const rankOf = (spelling: string, term: string) => {
  const at = spelling.indexOf(term);
  return at < 0 ? 3 : spelling === term ? 0 : at === 0 ? 1 : 2;
};

/** The name, its pinyin and its initials, all from the stored sort key. */
function spellings({ sortKey, nameKey }: { sortKey: string; nameKey: string }): string[] {
  const syllables = (sortKey.split('\u0001')[0] ?? '').split(' ');
  return [nameKey, syllables.join(''), syllables.map((syllable) => syllable.slice(0, 1)).join('')];
}

const onSale = (viewer: Viewer, reader: Reader) =>
  reader
    .select({
      id: products.id,
      name: products.name,
      nameKey: products.nameKey,
      sortKey: products.sortKey,
      line: dictionaryEntries.name,
      unit: products.unit,
      defaultPrice: products.defaultPrice,
    })
    .from(visible(viewer, products))
    .leftJoin(dictionaryEntries, eq(dictionaryEntries.id, products.productLineId))
    .where(isNull(products.retiredAt))
    .all();

/** The price of each product's latest priced sale; void and rejected ones say nothing. */
function lastPrices(viewer: Viewer, reader: Reader, meaning: Meaning, of?: SQL) {
  const rows = reader
    .select({ productId: sales.productId, value: sales.unitPrice, on: sales.dealOn })
    .from(visible(viewer, sales, meaning))
    .where(
      and(
        of,
        eq(sales.kind, 'sale'),
        isNull(sales.voidedAt),
        ne(sales.review, 'rejected'),
        isNotNull(sales.unitPrice),
        isNotNull(sales.productId),
      ),
    )
    .orderBy(desc(sales.dealOn), desc(sales.id))
    .limit(recent)
    .all();
  const prices = new Map<number, { value: UnitPrice; on: Day }>();
  for (const { productId, value, on } of rows)
    if (productId !== null && value !== null && !prices.has(productId)) prices.set(productId, { value, on });
  return prices;
}
