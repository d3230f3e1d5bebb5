import { count, isNull } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { visible } from '../../scope';
import type { Viewer } from '../../viewer';

/** How many customers are in the pool, on or off: the same number for everyone who may ask (R8). */
export const pooledCount = (viewer: Viewer, reader: Reader = database()): number =>
  reader
    .select({ n: count() })
    .from(visible(viewer, customers, 'pooled'))
    .where(isNull(customers.archivedAt))
    .get()?.n ?? 0;
