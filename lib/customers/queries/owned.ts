import { count, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import type { Viewer } from '../../viewer';

/**
 * How many customers a person owns, whoever asks: an admin without customers of their own decides what becomes of them
 * when the person moves. A number and nothing else; the page asks `canManagePeople` first.
 */
export const customersOf = (_viewer: Viewer, ownerId: number, reader: Reader = database()): number =>
  reader.select({ count: count() }).from(customers).where(eq(customers.ownerId, ownerId)).get()?.count ?? 0;
