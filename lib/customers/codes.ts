import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { settings } from '@/db/schema/settings';
import { storeSettings } from '../settings/writes';
import { codeKey } from '../text';

/** Codes that customers gave up for another one, with the customer that had it: nobody else gets them (R9). */
export function formerCodes(tx: Tx): Record<string, number> {
  const row = tx.select().from(settings).where(eq(settings.key, 'formerCustomerCodes')).get();
  return (row?.value ?? {}) as Record<string, number>;
}

export const giveUpCode = (tx: Tx, code: string, customerId: number, by: number): void =>
  storeSettings(tx, { formerCustomerCodes: { ...formerCodes(tx), [codeKey(code)]: customerId } }, by);

const style = /^C(\d{1,15})$/;

/** C001, C002, …: one past the highest number ever given in that style; numbers are never reused (R9). */
export function nextCustomerCode(tx: Tx): string {
  const highest = tx
    .select({ number: sql<number | null>`max(cast(substr(${customers.codeKey}, 2) as integer))` })
    .from(customers)
    .where(sql`${customers.codeKey} glob 'C[0-9]*' and ${customers.codeKey} not glob 'C*[^0-9]*'`)
    .get();
  const former = Object.keys(formerCodes(tx)).map((key) => Number(style.exec(key)?.[1] ?? 0));
  return `C${String(Math.max(highest?.number ?? 0, ...former) + 1).padStart(3, '0')}`;
}
