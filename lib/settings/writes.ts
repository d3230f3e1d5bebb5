import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type DictionaryKind, dictionaryEntries, products, settings } from '@/db/schema/settings';
import { realNow } from '../clock';
import { clean, nameKey, sortKey } from '../text';
import type { SettingKey, Settings } from './settings';

/** Stores settings; whoever calls records the audit row of the change they belong to. */
export function storeSettings(tx: Tx, values: Partial<Settings>, updatedBy: number | null): void {
  for (const [key, value] of Object.entries(values)) {
    tx.insert(settings)
      .values({ key: key as SettingKey, value, updatedAt: realNow(), updatedBy })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: realNow(), updatedBy } })
      .run();
  }
}

/** The entry of that name, made if it isn't there; returns its id. */
export function ensureDictionaryEntry(tx: Tx, kind: DictionaryKind, name: string): number {
  const key = nameKey(name);
  const found = tx
    .select({ id: dictionaryEntries.id })
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.kind, kind), eq(dictionaryEntries.nameKey, key)))
    .get();
  if (found) return found.id;
  return tx
    .insert(dictionaryEntries)
    .values({
      kind,
      name: clean(name),
      nameKey: key,
      // Behind those there are: the order is the company's.
      position: sql`(select coalesce(max(position), 0) + 1 from dictionary_entries where kind = ${kind})`,
    })
    .returning({ id: dictionaryEntries.id })
    .get().id;
}

/** The product of that name, made if it isn't there; returns its id and line. */
export function ensureProduct(tx: Tx, name: string, productLineId: number | null = null) {
  const key = nameKey(name);
  const columns = { id: products.id, productLineId: products.productLineId };
  const found = tx.select(columns).from(products).where(eq(products.nameKey, key)).get();
  if (found) return found;
  return tx
    .insert(products)
    .values({ name: clean(name), nameKey: key, sortKey: sortKey(name), productLineId, createdAt: realNow() })
    .returning(columns)
    .get();
}
