import { type SQL, sql } from 'drizzle-orm';
import { followUpTasks } from '@/db/schema/follow-ups';
import { translator } from '../i18n/translator';

/** Why nobody has a customer, as its supervisor's task says (R7). */
export type Why = 'moved' | 'left' | 'handedOver';
const whys: readonly Why[] = ['moved', 'left', 'handedOver'];

export const waitingObjective = (why: Why, name: string): string => translator()(`people.waiting.${why}`, { name });

/** The supervisor's task to find somebody: it is over as soon as the customer has an owner. */
export const asksForAnOwner: SQL = sql`(${followUpTasks.kind} = 'manual' and (${sql.join(
  whys.map((why) => sql`${followUpTasks.objective} like ${waitingObjective(why, '%')}`),
  sql` or `,
)}))`;
