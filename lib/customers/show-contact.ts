import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { contacts } from '@/db/schema/customers';
import { done, type Outcome, refuse } from '../action-core';
import { nthLatestSince } from '../audit/last-change';
import { record } from '../audit/record';
import { momentIn } from '../days';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { type ContactData, contactData } from './contact';
import { maskWithin } from './mask';
import type { ShowContactInput } from './validation';

const hour = 3_600_000;

/**
 * 点击查看 (R6): the contact's data in clear, once, to whoever reaches the customer and says what for. The values go into
 * the answer and nowhere else: neither into the trail nor to where answers are kept for a second posting.
 */
export function showContact(tx: Tx, viewer: Viewer, { contactId, purpose, reason }: ShowContactInput): Outcome {
  const contact = tx
    .select()
    .from(visible(viewer, contacts, 'reached'))
    .where(eq(contacts.id, contactId))
    .get();
  if (!contact || contactData.every((field) => !contact[field])) return refuse('form.gone');
  const { contactViewsPerHour, timeZone } = readSettings(tx);
  const again = nextView(tx, viewer, contactViewsPerHour);
  if (again !== null)
    return refuse('customers.reveal.tooMany', {
      params: { n: contactViewsPerHour, at: momentIn(again, timeZone).slice(11) },
    });
  record(tx, viewer, {
    action: 'contact.shown',
    object: { kind: 'contact', id: contact.id },
    details: {
      customerId: contact.customerId,
      ...(purpose ? { purpose } : {}),
      ...(reason ? { reason: maskWithin(reason) } : {}),
    },
  });
  const { phone, wechat, email } = contact;
  const value: ContactData = { phone, wechat, email };
  return done({ value, once: { key: 'customers.reveal.once' } });
}

/** When the viewer may look again, to the full minute; null: now. The trail is the counter, in real time. */
function nextView(tx: Tx, viewer: Viewer, most: number): Date | null {
  const since = new Date(Date.now() - hour).toISOString();
  const oldest = nthLatestSince(tx, { actorId: viewer.id, action: 'contact.shown', since, nth: most });
  return oldest === null ? null : new Date(Math.ceil((Date.parse(oldest) + hour + 1) / 60_000) * 60_000);
}
