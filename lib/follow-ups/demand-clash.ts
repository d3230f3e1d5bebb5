import { desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { demandChanges } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { dictionaryEntries } from '@/db/schema/settings';
import type { Refusal } from '../action-core';
import { momentIn } from '../days';
import { mergeEdits, refuseClash, type Spelled } from '../edits';
import { none } from '../format';
import { readSettings } from '../settings/queries';

const fields = ['demandTypeId', 'demandChange'] as const;
type Demand = { demandTypeId: number | null; demandChange: string | null };

/** A demand somebody else changed to something else meanwhile: both values, and saving again decides (R42). */
export function demandClash<O extends Spelled<(typeof fields)[number]>>(
  tx: Tx,
  customer: Demand & { id: number },
  { opened, typed }: { opened: O; typed: Demand },
): Refusal | null {
  const present = spelled(customer);
  const merged = mergeEdits(fields, { opened, typed: spelled(typed), present });
  if (merged.clashes.length === 0) return null;
  const last = tx
    .select({ by: users.name, at: demandChanges.changedAt })
    .from(demandChanges)
    .leftJoin(users, eq(users.id, demandChanges.changedBy))
    .where(eq(demandChanges.customerId, customer.id))
    .orderBy(desc(demandChanges.id))
    .limit(1)
    .get();
  const refusal = refuseClash(merged, present, {
    show: (field, value) => (field === 'demandTypeId' ? nameOf(tx, Number(value)) : value) || none,
    by: last?.by ?? none,
    at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
  });
  // The form's `opened` holds the stage as well.
  return { ...refusal, values: { ...refusal.values, opened: JSON.stringify({ ...opened, ...present }) } };
}

const spelled = ({ demandTypeId, demandChange }: Demand): Spelled<(typeof fields)[number]> => ({
  demandTypeId: String(demandTypeId ?? ''),
  demandChange: demandChange ?? '',
});

const nameOf = (tx: Tx, id: number): string =>
  tx.select({ name: dictionaryEntries.name }).from(dictionaryEntries).where(eq(dictionaryEntries.id, id)).get()?.name ??
  '';
