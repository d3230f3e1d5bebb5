import { database, type Reader } from '@/db/client';
import { pickedCustomer } from '@/lib/customers/queries/pick';
import { canChangeSale } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { listedAmount } from '../amounts';
import { contentOf, pendingChange } from '../changes';
import { spelledSale } from '../edit-fields';
import { isEditable, isRenumberable } from '../edit-sale';
import { needsReview } from '../reviewers';
import { findSale, type Sale } from './sale';

/** What the edit form of a sale opens with; null where there is none for this viewer. */
export function findEditable(viewer: Viewer, id: number, reader: Reader = database()) {
  const found = findSale(viewer, id, reader);
  if (!found || !isEditable(found.sale)) return null;
  const { sale } = found;
  if (!canChangeSale(viewer, { ...sale, customerOwnerId: found.customer.ownerId })) return null;
  const content = contentOf(reader, id);
  return {
    sale,
    state: stateOf(reader, sale),
    opened: spelledSale(content, sale),
    isRenumberable: isRenumberable(sale),
    isListed: listedAmount(content.quantity, content.unitPrice) === content.amountFen,
    instalments: content.instalments,
    // The name stands on the sale for whoever reads the sale (R5); who isn't the owner can't pick anew from it.
    customer: pickedCustomer(viewer, sale.customerId, reader),
    customerName: found.customer.name,
  };
}

/** What saving does: change at once, file a new version, or, while one waits, change the notes only. */
function stateOf(reader: Reader, sale: Sale['sale']): 'pending' | 'rejected' | 'approved' | 'direct' | 'waits' {
  if (sale.review !== 'approved') return sale.review;
  if (pendingChange(reader, sale.id)) return 'waits';
  return needsReview(reader, sale.teamId) ? 'approved' : 'direct';
}
