import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { users, userTokens } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { hashToken, newToken } from '../secrets';
import type { Viewer } from '../viewer';

export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** How long a link works: an invitation 7 days, one that resets a password 24 hours. */
const hoursOf = { invitation: 7 * 24, reset: 24 } as const;
export type LinkKind = keyof typeof hoursOf;
export type Link = { token: string; kind: LinkKind };

/**
 * A one-use address to set a password; that person's earlier ones end. The token is kept nowhere else.
 *
 * Whoever has the link gets into the account, so nobody makes one unnoticed: it shows in the person's own account with
 * who made it and when, all links of managers' accounts show in every manager's, and `canChangeAccount` leaves making
 * those to managers while one of them is admin. Using it sets a new password and ends the sessions there were, so that
 * whoever it was meant for notices at the next request. Records no audit row: its caller does.
 */
export function makeLink(tx: Tx, viewer: Viewer | null, userId: number): Link {
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') throw new Error('a link is for somebody who may sign in');
  const kind = user.status === 'invited' ? 'invitation' : 'reset';
  const token = newToken();
  endLinksOf(tx, userId);
  tx.insert(userTokens)
    .values({
      kind: 'set_password',
      userId,
      tokenHash: hashToken(token),
      createdAt: realNow(),
      createdBy: viewer && viewer.id > 0 ? viewer.id : null,
      expiresAt: inHours(hoursOf[kind]),
    })
    .run();
  return { token, kind };
}

/** A link for somebody who is there already. */
export function inviteUser(tx: Tx, viewer: Viewer | null, userId: number): Link {
  const link = makeLink(tx, viewer, userId);
  record(tx, viewer, {
    action: link.kind === 'invitation' ? 'user.invited' : 'user.resetLink',
    object: { kind: 'user', id: userId },
  });
  return link;
}

export const endLinksOf = (tx: Tx, userId: number) =>
  tx
    .update(userTokens)
    .set({ usedAt: realNow() })
    .where(and(eq(userTokens.userId, userId), isNull(userTokens.usedAt)))
    .run();
