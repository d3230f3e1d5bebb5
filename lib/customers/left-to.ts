import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import type { users } from '@/db/schema/people';
import { type Message, type Refusal, refuse } from '../action-core';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import type { Whereto } from './give';
import { type Asked, wheretoOf } from './hand-over';
import { keptOutOfPool } from './queries/obstacle';
import { customersOf } from './queries/owned';
import { receiversOfLeaver } from './queries/receivers';

type Leaver = Pick<typeof users.$inferSelect, 'id' | 'name' | 'teamId'>;

/**
 * Where the customers go of somebody who is to be disabled: asked for, never assumed (R7). Null: there are none, archived
 * ones included. A refusal: it wasn't said, or they can't go there.
 */
export function whereTheyGo(
  tx: Tx,
  viewer: Viewer,
  leaver: Leaver,
  asked: Asked,
): { whereto: Whereto; message: Message } | Refusal | null {
  const n = customersOf(viewer, leaver.id, tx);
  if (n === 0) return null;
  if (asked.to === '') return refuse('people.leave.ask', { field: 'to', params: { count: n } });
  const possible = receiversOfLeaver(viewer, leaver, tx);
  const whereto = wheretoOf(asked, { possible, hasPool: readSettings(tx).pool });
  if ('problem' in whereto) return refuse(whereto.problem, { field: whereto.field });
  if (whereto.to === 'pool') {
    const m = keptOutOfPool(eq(customers.ownerId, leaver.id), tx).size;
    const key = m === 0 ? 'donePool' : m === n ? 'donePoolNone' : 'donePoolSome';
    return { whereto, message: { key: `people.leave.${key}`, params: { name: leaver.name, n: n - m, m } } };
  }
  const keys = {
    people: 'people.leave.done',
    unassigned: 'people.leave.doneUnassigned',
  };
  return { whereto, message: { key: keys[whereto.to], params: { name: leaver.name, n } } };
}
