import { asc, eq, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { type DictionaryKind, dictionaryEntries, instance, settings } from '@/db/schema/settings';
import { type Settings, settingsSchema } from './settings';

/** The company's settings with defaults filled in. Global by rule: they stand beside the figures they shape. */
export function readSettings(reader: Reader = database()): Settings {
  const rows = reader.select({ key: settings.key, value: settings.value }).from(settings).all();
  return settingsSchema.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}

export const readInstance = (reader: Reader = database()) =>
  reader.select().from(instance).where(eq(instance.id, 1)).get();

export type DictionaryEntry = { id: number; kind: DictionaryKind; name: string; nameKey: string; retired: boolean };

/** All entries in the company's order; retired ones last (they still name old records). */
export function listDictionary(reader: Reader = database(), kind?: DictionaryKind): DictionaryEntry[] {
  return reader
    .select()
    .from(dictionaryEntries)
    .where(kind && eq(dictionaryEntries.kind, kind))
    .orderBy(
      sql`${dictionaryEntries.retiredAt} is not null`,
      asc(dictionaryEntries.position),
      asc(dictionaryEntries.id),
    )
    .all()
    .map(({ id, kind, name, nameKey, retiredAt }) => ({ id, kind, name, nameKey, retired: retiredAt !== null }));
}
