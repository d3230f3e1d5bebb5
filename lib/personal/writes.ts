import { checkpointSoon, database, type Tx, write } from '@/db/client';
import { record } from '../audit/record';
import { translator } from '../i18n/translator';
import type { Viewer } from '../viewer';
import { personalFileName, personalTables, personalWorkbook } from './file';
import { withoutPerson } from './finders';
import type { Held } from './held';
import { personalData } from './queries';

/** Records that the data of a person was handed out, and why; the row holds none of it. */
export const recordHandedOut = (tx: Tx, viewer: Viewer, { contact, customer, finders }: Held, reason: string): void =>
  record(tx, viewer, {
    action: 'contact.exported',
    object: { kind: 'contact', id: contact.id },
    details: {
      customerId: customer.id,
      ...(reason ? { reason: withoutPerson(reason, [...finders.names, ...finders.numbers]).text } : {}),
    },
  });

/** 导出个人资料: the file, recorded before it goes out; null when there is no such contact for the viewer. */
export async function handOut(viewer: Viewer, contactId: number, reason: string) {
  const held = personalData(viewer, contactId);
  if (!held) return null;
  const t = translator(viewer.language);
  const bytes = await personalWorkbook(personalTables(viewer, held, t, database()));
  await write((tx) => recordHandedOut(tx, viewer, held, reason));
  return { bytes: new Uint8Array(bytes), name: personalFileName(held, t, database()) };
}

/** After an erasure: the old pages go from the log as well, not only from the tables. */
export const leaveNoTrace = checkpointSoon;
