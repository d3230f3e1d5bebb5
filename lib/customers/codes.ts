import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { settings } from '@/db/schema/settings';
import { storeSettings } from '../settings/writes';
import { codeKey } from '../text';

/** Codes that customers gave up for another one, with the customer that had it: nobody else gets them (R9). */
function formerCodes(tx: Tx): Record<string, number> {
  const row = tx.select().from(settings).where(eq(settings.key, 'formerCustomerCodes')).get();
  return (row?.value ?? {}) as Record<string, number>;
}

export const giveUpCode = (tx: Tx, code: string, customerId: number, by: number): void =>
  storeSettings(tx, { formerCustomerCodes: { ...formerCodes(tx), [codeKey(code)]: customerId } }, by);

// Nine digits at the most: a longer number is somebody's own code (a date, a tax number), and counting on from it would
// end outside the safe integers.
const style = /^C(\d{1,9})$/;

/** C001, C002, …: one past the highest number ever given in that style; numbers are never reused (R9). */
export function nextCustomerCode(tx: Tx): string {
  const highest = tx
    .select({ number: sql<number | null>`max(cast(substr(${customers.codeKey}, 2) as integer))` })
    .from(customers)
    .where(
      sql`${customers.codeKey} glob 'C[0-9]*' and ${customers.codeKey} not glob 'C*[^0-9]*' and length(${customers.codeKey}) <= 10`,
    )
    .get();
  const former = Object.keys(formerCodes(tx)).map((key) => Number(style.exec(key)?.[1] ?? 0));
  let number = Math.max(highest?.number ?? 0, ...former) + 1;
  // Past nine digits, where nothing is counted any more.
  while (isCodeUsed(tx, codeOf(number))) number += 1;
  return codeOf(number);
}

const codeOf = (number: number) => `C${String(number).padStart(3, '0')}`;

/** A customer has that code, or had it (R9): any but `except`, which may have its own back. */
export function isCodeUsed(tx: Tx, code: string, except: number | null = null): boolean {
  const key = codeKey(code);
  if (key === '') return false;
  const holder = tx.select({ id: customers.id }).from(customers).where(eq(customers.codeKey, key)).get();
  const former = formerCodes(tx)[key];
  return (holder !== undefined && holder.id !== except) || (former !== undefined && former !== except);
}
