import { asc, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { instalments } from '@/db/schema/sales';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { contentOf } from '../changes';
import { partsOf } from '../parts';
import { partsWait } from '../set-parts';
import type { Sale } from './sale';

/** The 分期 of a sale the viewer has found, each with what is open of it as of today; empty when paid at once. */
export function partsOfSale(viewer: Viewer, { sale, meaning }: Sale, today: Day, reader: Reader = database()) {
  if (sale.instalmentCount === 0) return [];
  const rows = reader
    .select({
      position: instalments.position,
      dueOn: instalments.dueOn,
      amountFen: instalments.amountFen,
      throughFen: instalments.throughFen,
    })
    .from(visible(viewer, instalments, meaning))
    .where(eq(instalments.saleId, sale.id))
    .orderBy(asc(instalments.position))
    .all();
  return partsOf(rows, sale, today);
}

/** What the form of 分期 says beforehand, about a sale the viewer has found. */
export function partsAhead(viewer: Viewer, { sale }: Sale, reader: Reader = database()) {
  const { instalments: present } = contentOf(reader, sale.id);
  return {
    present,
    /** Where a usual split begins. */
    firstDue: present[0]?.dueOn ?? sale.dueOn,
    /** The change is filed for review (R17). */
    waits: partsWait(reader, viewer, sale),
  };
}
