import type { audit } from '@/messages/zh/audit';
import type { AuditAction } from './action';

export type Field = keyof typeof audit.field;
/** What an id of a details field is the id of. */
export type Named = 'user' | 'team' | 'entry' | 'customer';

export const idFields: Partial<Record<Field, Named>> = {
  ownerId: 'user',
  salespersonId: 'user',
  assigneeId: 'user',
  userId: 'user',
  teamId: 'team',
  lossReasonId: 'entry',
  sourceId: 'entry',
  demandTypeId: 'entry',
  industryId: 'entry',
  regionId: 'entry',
  intendedLineId: 'entry',
  productLineId: 'entry',
  customerId: 'customer',
};

/** In fen; beside them everything whose name ends in Fen. */
export const moneyFields: readonly Field[] = ['expectedAnnual', 'paid', 'target'];

/** What `before` and `after` are of, where the details say them without a field. */
export const soleField: Partial<Record<AuditAction, Field>> = {
  'customer.stageChanged': 'stage',
  'task.moved': 'taskDueOn',
  'task.cancelled': 'status',
  'dictionary.renamed': 'name',
  'team.renamed': 'name',
  'dictionary.moved': 'position',
};

/** Details of an action that mean something else there, or nothing to a reader. */
const spelled: Record<string, Field | null> = {
  'sale.lines.0.productName': 'productName',
  'sale.lines.0.quantity': 'quantity',
  'sale.lines.0.unitPrice': 'unitPrice',
  'sale.lines.0.amount': 'amount',
  'task.dueOn': 'taskDueOn',
  'dictionary.kind': 'dictionary',
  // The object itself says it.
  'payment.orderNumber': null,
  'export.file': null,
  'user.name': null,
  'user.edited.name': 'name',
  'team.name': null,
  'sale.orderNumber': null,
  'payment.saleId': null,
  'sale.kind': null,
  'export.kind': null,
  'targets.team': null,
};

/** The field a key of the details of an action stands for; null for what says nothing to a reader (ids of parts, counters). */
export function fieldOf(action: string, key: string, isField: (key: string) => key is Field): Field | null {
  const own = spelled[`${action}.${key}`] ?? spelled[`${action.split('.')[0]}.${key}`];
  return own !== undefined ? own : isField(key) ? key : null;
}
