import { and, count, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { collaborators } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { canNameCollaborators } from '../permissions';
import type { Viewer } from '../viewer';
import { collaboratorIds } from './queries/collaborators';
import { findCustomer, findOpenCustomer } from './queries/customer';
import { sees } from './sees';

type Input = { customerId: number; userId: number };
type Kind = 'collaboratorAdded' | 'collaboratorRemoved' | 'customerShared' | 'customerUnshared';
/** Telling people is a concept above this one: the action brings it along. */
type Tell = (tx: Tx, userId: number, notice: { kind: Kind; data: Record<string, string>; href?: string }) => void;

const home = (customerId: number) => `/customers/${customerId}`;

/** R5: the manager names somebody who doesn't see the customer; both the person and the owner are told. */
export function nameCollaborator(tx: Tx, viewer: Viewer, { customerId, userId }: Input, tell: Tell): Outcome {
  const found = canNameCollaborators(viewer) ? findOpenCustomer(viewer, customerId, tx) : undefined;
  if (!found) return refuse('form.gone');
  const person = tx
    .select()
    .from(users)
    .where(and(eq(users.id, userId), eq(users.status, 'active')))
    .get();
  if (!person) return refuse('customers.collaborators.problem.person', { field: 'userId' });
  const { customer } = found;
  // In the pool nobody works on it: everyone sees the same of it (R8).
  if (customer.pooledAt !== null) return refuse('customers.collaborators.problem.pooled');
  if (sees(person, customer)) return refuse('customers.collaborators.problem.sees', { field: 'userId' });
  if (collaboratorIds(tx, customerId).has(userId))
    return refuse('customers.collaborators.problem.already', { field: 'userId' });
  tx.insert(collaborators).values({ customerId, userId, addedAt: realNow(), addedBy: viewer.id }).run();
  record(tx, viewer, {
    action: 'customer.collaboratorAdded',
    object: { kind: 'customer', id: customerId },
    details: { userId },
  });
  const words = { by: viewer.name, name: person.name, customer: customer.name };
  tell(tx, userId, { kind: 'collaboratorAdded', data: words, href: home(customerId) });
  if (customer.ownerId !== null && customer.ownerId !== viewer.id)
    tell(tx, customer.ownerId, { kind: 'customerShared', data: words, href: home(customerId) });
  return done({
    to: home(customerId),
    message: { key: 'customers.collaborators.added', params: { name: person.name } },
  });
}

/** Ends it at once; what the person had promised the customer goes back to the owner, by a trigger (db/triggers.sql). */
export function removeCollaborator(tx: Tx, viewer: Viewer, { customerId, userId }: Input, tell: Tell): Outcome {
  const found = canNameCollaborators(viewer) ? findCustomer(viewer, customerId, tx) : undefined;
  const person = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!found || !person || !collaboratorIds(tx, customerId).has(userId)) return refuse('form.gone');
  const tasksHandedBack = openTasksOf(tx, customerId, userId);
  tx.delete(collaborators)
    .where(and(eq(collaborators.customerId, customerId), eq(collaborators.userId, userId)))
    .run();
  record(tx, viewer, {
    action: 'customer.collaboratorRemoved',
    object: { kind: 'customer', id: customerId },
    details: { userId, ...(tasksHandedBack > 0 ? { tasksHandedBack } : {}) },
  });
  const { ownerId, name: customer } = found.customer;
  const words = { by: viewer.name, name: person.name, customer };
  tell(tx, userId, { kind: 'collaboratorRemoved', data: words });
  if (ownerId !== null && ownerId !== viewer.id)
    tell(tx, ownerId, { kind: 'customerUnshared', data: words, href: home(customerId) });
  return done({
    to: home(customerId),
    message: { key: 'customers.collaborators.removed', params: { name: person.name } },
  });
}

const openTasksOf = (tx: Tx, customerId: number, userId: number): number =>
  tx
    .select({ n: count() })
    .from(followUpTasks)
    .where(
      and(
        eq(followUpTasks.customerId, customerId),
        eq(followUpTasks.assigneeId, userId),
        inArray(followUpTasks.status, ['open', 'in_progress']),
      ),
    )
    .get()?.n ?? 0;
