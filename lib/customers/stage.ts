import type { Tx } from '@/db/client';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { today } from '../clock';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import type { Follow } from './follow';
import { isLiving } from './problems';
import { findOpenCustomer } from './queries/customer';
import type { stageSchema } from './validation';
import { moveStage } from './writes';

type Input = ReturnType<typeof stageSchema.parse>;

/** Moves a customer to any other stage (R14): back too, and every move is kept. 流失 asks for its reason. */
export function changeStage(tx: Tx, viewer: Viewer, input: Input, follow: Follow): Outcome {
  const { customerId, from, stage, lossReasonId } = input;
  const found = findOpenCustomer(viewer, customerId, tx);
  if (!found) return refuse('form.gone');
  const { customer } = found;
  if (stage === customer.stage) return refuse('customers.stageForm.same', { field: 'stage' });
  if (from !== customer.stage)
    return {
      ...refuse(`customers.stageForm.moved.${customer.stage}`, { field: 'stage' }),
      // What stands now is what the next try starts from (R42).
      values: { from: customer.stage },
    };
  if (stage === 'lost' && (lossReasonId === null || !isLiving(tx, 'loss_reason', lossReasonId)))
    return refuse('customers.form.problem.lossReason', { field: 'lossReasonId' });
  const reason = stage === 'lost' ? lossReasonId : null;
  moveStage(tx, customer.id, stage, {
    on: today(readSettings(tx).timeZone),
    by: viewer.id,
    lossReasonId: reason,
  });
  follow(tx, customer.id, 'stage');
  record(tx, viewer, {
    action: 'customer.stageChanged',
    object: { kind: 'customer', id: customer.id },
    details: { before: customer.stage, after: stage, ...(reason === null ? {} : { lossReasonId: reason }) },
  });
  return done({ to: `/customers/${customer.id}`, message: { key: `customers.stageForm.done.${stage}` } });
}
