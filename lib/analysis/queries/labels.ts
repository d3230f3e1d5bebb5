import { eq, type SQLWrapper, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { customers, levels } from '@/db/schema/customers';
import { teams, users } from '@/db/schema/people';
import { dictionaryEntries, products } from '@/db/schema/settings';
import { translator } from '@/lib/i18n/translator';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import type { Dimension } from '../types';

export type Label = { label: string; sortKey: string; teamName: string | null };

/** What keys are called today: people who left and renamed entries stand under their present name (R9, R28). */
export function labelsOf(viewer: Viewer, by: Dimension, keys: readonly string[], reader: Reader): Map<string, Label> {
  const t = translator(viewer.language);
  const labels = new Map<string, Label>();
  for (const { key, label, sortKey, teamName } of named(viewer, by, keys, reader))
    labels.set(String(key), { label, sortKey: sortKey ?? '', teamName: teamName ?? null });
  if (by === 'level')
    for (const [index, level] of levels.entries())
      labels.set(level, { label: t(`definitions.levels.${level}`), sortKey: String(index), teamName: null });
  if (by === 'month') for (const key of keys) labels.set(key, { label: key, sortKey: key, teamName: null });
  // Whatever has no name of its own comes after what has.
  const last = '\uffff';
  if (by === 'month') {
    labels.set('earlier', { label: t('definitions.rows.earlier'), sortKey: last, teamName: null });
    labels.set('later', { label: t('definitions.rows.later'), sortKey: `${last}1`, teamName: null });
  }
  labels.set('none', { label: t(`definitions.none.${by}`), sortKey: last, teamName: null });
  labels.set('total', { label: t('definitions.total'), sortKey: last, teamName: null });
  return labels;
}

type Named = { key: number; label: string; sortKey: string | null; teamName?: string | null };

function named(viewer: Viewer, by: Dimension, keys: readonly string[], reader: Reader): Named[] {
  // One parameter however many keys there are.
  const among = (column: SQLWrapper) =>
    sql`${column} in (select cast(value as integer) from json_each(${JSON.stringify(keys)}))`;
  switch (by) {
    case 'rep':
      return reader
        .select({ key: users.id, label: users.name, sortKey: users.sortKey, teamName: teams.name })
        .from(visible(viewer, users))
        .leftJoin(teams, eq(teams.id, users.teamId))
        .where(among(users.id))
        .all();
    case 'team':
      return reader
        .select({ key: teams.id, label: teams.name, sortKey: teams.sortKey })
        .from(visible(viewer, teams))
        .all();
    case 'product':
      return reader
        .select({ key: products.id, label: products.name, sortKey: products.sortKey })
        .from(visible(viewer, products))
        .where(among(products.id))
        .all();
    case 'customer':
      // Not by present owner: a sale's figures name its customer even after a handover (R5), without a link.
      return reader
        .select({ key: customers.id, label: customers.name, sortKey: customers.sortKey })
        .from(customers)
        .where(among(customers.id))
        .all();
    case 'region':
    case 'line':
    case 'industry':
    case 'source':
      return reader
        .select({
          key: dictionaryEntries.id,
          label: dictionaryEntries.name,
          sortKey: sql<string>`printf('%08d', ${dictionaryEntries.position})`,
        })
        .from(visible(viewer, dictionaryEntries))
        .where(among(dictionaryEntries.id))
        .all();
    default:
      return [];
  }
}
