import { database, type Reader } from '@/db/client';
import { listPeople } from '@/lib/people/queries';
import { canActFor, canGiveWhatIsLeft } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';

/** Who may be given customers in a handover by the viewer: people at work, as far as the viewer acts for them (R7). */
export const receiversFor = (viewer: Viewer, reader: Reader = database()) =>
  listPeople(viewer, reader).filter((person) => person.status === 'active' && canActFor(viewer, person));

type Leaver = { id: number; teamId: number | null };
/** Who may be given what a person leaves behind who is disabled. */
export const receiversOfLeaver = (viewer: Viewer, leaver: Leaver, reader: Reader = database()) =>
  listPeople(viewer, reader).filter(
    (person) => person.status === 'active' && person.id !== leaver.id && canGiveWhatIsLeft(viewer, leaver, person),
  );
export type Receiver = ReturnType<typeof receiversFor>[number];
