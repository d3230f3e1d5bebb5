import type { UnitPrice } from '@/db/columns';
import type { DictionaryKind, dictionaryEntries, products } from '@/db/schema/settings';
import { nameKey, sortKey } from '../text';
import type { Calendar } from './calendar';
import type { Random } from './random';
import { catalogue, demandTypes, industries, lossReasons, regions, sources } from './words';

type EntryRow = typeof dictionaryEntries.$inferInsert;
export type Product = { id: number; name: string; unit: string; price: UnitPrice; lineId: number };
export type Catalogue = {
  entries: EntryRow[];
  productRows: (typeof products.$inferInsert)[];
  /** Ids by kind. */
  ids: Record<DictionaryKind, number[]>;
  products: Product[];
  /** From then on the last industry is no longer chosen. */
  retiredOn: number;
};

/** All dictionaries and the products with their lines; one entry of each long list is retired. */
export function planCatalogue(random: Random, calendar: Calendar): Catalogue {
  const entries: EntryRow[] = [];
  const createdAt = calendar.moment(calendar.first - 700, random);
  const retiredOn = calendar.first + Math.floor((calendar.today - calendar.first) / 2);
  const retired = calendar.moment(retiredOn, random);
  const fill = (kind: DictionaryKind, names: readonly string[]): number[] =>
    names.map((name, position) => {
      const id = entries.length + 1;
      const retiredAt = names.length > 10 && position === names.length - 1 ? retired : null;
      entries.push({ id, kind, name, nameKey: nameKey(name), position, retiredAt });
      return id;
    });
  const ids = {
    industry: fill('industry', industries),
    region: fill('region', regions),
    source: fill('source', sources),
    demand_type: fill('demand_type', demandTypes),
    product_line: fill('product_line', Object.keys(catalogue)),
    loss_reason: fill('loss_reason', lossReasons),
  };
  const list: Product[] = [];
  const productRows = Object.values(catalogue).flatMap((items, line) =>
    items.map(([name, unit, yuan]) => {
      const id = list.length + 1;
      const price = Math.round(yuan * 10_000) as UnitPrice;
      const lineId = ids.product_line[line] as number;
      list.push({ id, name, unit, price, lineId });
      const code = `CP${String(id).padStart(3, '0')}`;
      const keys = { nameKey: nameKey(name), sortKey: sortKey(name) };
      return { id, code, name, ...keys, productLineId: lineId, unit, defaultPrice: price, createdAt };
    }),
  );
  return { entries, productRows, ids, products: list, retiredOn };
}

/** What one can show, use and run out of: hardware and software. */
export const tangible = ({ products: list, ids }: Catalogue): Product[] =>
  list.filter(({ lineId }) => ids.product_line.indexOf(lineId) < 2);
