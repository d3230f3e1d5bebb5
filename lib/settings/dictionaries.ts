import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type DictionaryKind, dictionaryEntries, dictionaryKinds } from '@/db/schema/settings';
import { done, type Outcome, refuse } from '../action-core';
import type { DictionaryVerb } from '../audit/action';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { translator } from '../i18n/translator';
import { clean, nameKey } from '../text';
import type { Viewer } from '../viewer';
import { ensureDictionaryEntry } from './writes';

type Entry = typeof dictionaryEntries.$inferSelect;
const home = (kind: DictionaryKind) => `/settings/dictionaries?kind=${kind}`;

/** What a new company starts with. */
export function addDefaultEntries(tx: Tx): void {
  const t = translator();
  for (const kind of dictionaryKinds)
    for (const name of t(`settings.defaults.${kind}`).split('、').filter(Boolean))
      ensureDictionaryEntry(tx, kind, name);
}

export function addEntry(tx: Tx, viewer: Viewer, { kind, name }: { kind: DictionaryKind; name: string }): Outcome {
  const taken = nameProblem(tx, kind, name, null);
  if (taken) return taken;
  const id = ensureDictionaryEntry(tx, kind, name);
  audit(tx, viewer, 'added', { id, kind }, { name });
  return done({ to: home(kind), message: { key: 'settings.dictionary.added', params: { name } } });
}

/** The new name shows wherever the entry is used. `was` is the name the form was opened with (R42). */
export function renameEntry(
  tx: Tx,
  viewer: Viewer,
  { entryId, name, was }: { entryId: number; name: string; was: string },
): Outcome {
  const entry = entryOf(tx, entryId);
  if (!entry) return refuse('form.gone');
  if (entry.name !== was)
    return {
      ...refuse('settings.dictionary.changed', { field: 'name', params: { name: entry.name } }),
      values: { was: entry.name },
    };
  const taken = nameProblem(tx, entry.kind, name, entry.id);
  if (taken) return taken;
  tx.update(dictionaryEntries)
    .set({ name: clean(name), nameKey: nameKey(name) })
    .where(eq(dictionaryEntries.id, entry.id))
    .run();
  audit(tx, viewer, 'renamed', entry, { before: entry.name, after: clean(name) });
  return done({ to: home(entry.kind), message: { key: 'settings.dictionary.renamed', params: { name: clean(name) } } });
}

/** One place up or down among the entries in use; at the end it stays where it is. */
export function moveEntry(tx: Tx, viewer: Viewer, { entryId, to }: { entryId: number; to: 'up' | 'down' }): Outcome {
  const entry = entryOf(tx, entryId);
  if (!entry || entry.retiredAt !== null) return refuse('form.gone');
  const order = tx
    .select({ id: dictionaryEntries.id })
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.kind, entry.kind), isNull(dictionaryEntries.retiredAt)))
    .orderBy(asc(dictionaryEntries.position), asc(dictionaryEntries.id))
    .all()
    .map((row) => row.id);
  const from = order.indexOf(entry.id);
  const place = Math.max(0, Math.min(order.length - 1, from + (to === 'up' ? -1 : 1)));
  order.splice(from, 1);
  order.splice(place, 0, entry.id);
  for (const [position, id] of order.entries())
    tx.update(dictionaryEntries)
      .set({ position: position + 1 })
      .where(eq(dictionaryEntries.id, id))
      .run();
  audit(tx, viewer, 'moved', entry, { name: entry.name, before: from + 1, after: place + 1 });
  return done();
}

/** Not offered any more; records that have it keep it. */
export function retireEntry(tx: Tx, viewer: Viewer, { entryId }: { entryId: number }): Outcome {
  const entry = entryOf(tx, entryId);
  if (!entry || entry.retiredAt !== null) return refuse('form.gone');
  tx.update(dictionaryEntries).set({ retiredAt: realNow() }).where(eq(dictionaryEntries.id, entry.id)).run();
  audit(tx, viewer, 'retired', entry, { name: entry.name });
  return done({
    to: home(entry.kind),
    message: { key: 'settings.dictionary.retiredNow', params: { name: entry.name } },
  });
}

export function bringBackEntry(tx: Tx, viewer: Viewer, { entryId }: { entryId: number }): Outcome {
  const entry = entryOf(tx, entryId);
  if (!entry || entry.retiredAt === null) return refuse('form.gone');
  tx.update(dictionaryEntries).set({ retiredAt: null }).where(eq(dictionaryEntries.id, entry.id)).run();
  audit(tx, viewer, 'broughtBack', entry, { name: entry.name });
  return done({
    to: home(entry.kind),
    message: { key: 'settings.dictionary.broughtBack', params: { name: entry.name } },
  });
}

/** Only what nothing refers to goes; anything used is retired (R9). */
export function removeEntry(tx: Tx, viewer: Viewer, { entryId }: { entryId: number }): Outcome {
  const entry = entryOf(tx, entryId);
  if (!entry) return refuse('form.gone');
  if (isUsed(tx, entry.id)) return refuse('settings.dictionary.used');
  tx.delete(dictionaryEntries).where(eq(dictionaryEntries.id, entry.id)).run();
  audit(tx, viewer, 'removed', entry, { name: entry.name });
  return done({ to: home(entry.kind), message: { key: 'settings.dictionary.removed', params: { name: entry.name } } });
}

const entryOf = (tx: Tx, id: number): Entry | undefined =>
  tx.select().from(dictionaryEntries).where(eq(dictionaryEntries.id, id)).get();

function nameProblem(tx: Tx, kind: DictionaryKind, name: string, except: number | null): Outcome | null {
  const holder = tx
    .select()
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.kind, kind), eq(dictionaryEntries.nameKey, nameKey(name))))
    .get();
  if (!holder || holder.id === except) return null;
  return refuse(holder.retiredAt === null ? 'settings.dictionary.taken' : 'settings.dictionary.takenRetired', {
    field: 'name',
  });
}

/** Asked of every column that refers to an entry, as the database itself lists them: a new table is never forgotten. */
function isUsed(tx: Tx, id: number): boolean {
  const columns = tx.all<{ table: string; column: string }>(sql`
    select m.name as "table", f."from" as "column" from sqlite_schema m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" = 'dictionary_entries'`);
  return columns.some(({ table, column }) => {
    const { used } = tx.get<{ used: number }>(
      sql`select exists (select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = ${id}) as used`,
    );
    return used === 1;
  });
}

const audit = (
  tx: Tx,
  viewer: Viewer,
  verb: DictionaryVerb,
  entry: { id: number; kind: DictionaryKind },
  details: Record<string, unknown>,
) =>
  record(tx, viewer, {
    action: `dictionary.${verb}`,
    object: { kind: 'dictionary', id: entry.id },
    details: { kind: entry.kind, ...details },
  });
