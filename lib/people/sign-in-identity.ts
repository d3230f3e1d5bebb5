import { and, eq } from 'drizzle-orm';
import { database, type Reader, type Tx, write } from '@/db/client';
import { userIdentities, users } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { networkOf } from '../front';
import { startSession } from '../session';
import { nameKey } from '../text';
import type { Viewer } from '../viewer';
import { endSessionsOf } from './devices';
import type { Arrival, Claims, OidcProblem } from './oidc';
import { viewerOf } from './queries';
import { blockedBy, countFailure } from './throttle';

type From = { address: string | null; device: string | null };
type User = typeof users.$inferSelect;

/** Attempts from one network that led nowhere; many people may sit behind it. */
const throttleOf = ({ address }: From) => ({ key: `network:${address ? networkOf(address) : '--'}`, allowed: 50 });
export const isBlocked = (from: From): boolean => blockedBy(database(), [throttleOf(from)]) !== null;

/**
 * Starts a session for whom the provider vouches. The first time an identity is linked to the active person who has the
 * address it vouches for; nobody is made, nobody is linked by an address it doesn't vouch for, and who is linked to another
 * subject of that provider isn't linked again (an address may have gone to somebody else): an admin unlinks first.
 */
export async function signInWithIdentity(claims: Claims, from: From): Promise<Arrival & { userId?: number }> {
  await write((tx) => linkFirst(tx, claims));
  return write((tx) => {
    const user = linkedUser(tx, claims);
    if (user?.status !== 'active') {
      const problem = user || claims.isVerified ? 'unknown' : 'unverified';
      fail(tx, from, problem, user?.id ?? null);
      return { problem };
    }
    const token = startSession(tx, user.id, from);
    const object = { kind: 'user', id: user.id };
    record(tx, viewerOf(user), { action: 'session.started', object, details: { by: 'oidc' } });
    return { token, userId: user.id };
  });
}

/** Something went wrong between the provider and us. */
export const identityFailed = (from: From, problem: OidcProblem): Promise<void> | void =>
  write((tx) => fail(tx, from, problem, null));

function fail(tx: Tx, from: From, problem: OidcProblem, userId: number | null): void {
  countFailure(tx, throttleOf(from));
  record(tx, null, {
    action: 'session.failed',
    object: { kind: 'user', id: userId },
    details: { by: 'oidc', why: problem },
  });
}

const linkedUser = (tx: Tx, { issuer, subject }: Claims): User | undefined =>
  tx
    .select({ user: users })
    .from(userIdentities)
    .innerJoin(users, eq(users.id, userIdentities.userId))
    .where(and(eq(userIdentities.issuer, issuer), eq(userIdentities.subject, subject)))
    .get()?.user;

function linkFirst(tx: Tx, claims: Claims): void {
  if (!claims.isVerified || !claims.email || linkedUser(tx, claims)) return;
  const user = tx
    .select()
    .from(users)
    .where(and(eq(users.emailKey, nameKey(claims.email)), eq(users.status, 'active')))
    .get();
  if (!user) return;
  const { issuer, subject } = claims;
  const others = tx
    .select({ id: userIdentities.id })
    .from(userIdentities)
    .where(and(eq(userIdentities.userId, user.id), eq(userIdentities.issuer, issuer)))
    .all();
  if (others.length > 0) return;
  tx.insert(userIdentities).values({ userId: user.id, issuer, subject, linkedAt: realNow() }).run();
  record(tx, viewerOf(user), {
    action: 'user.identityLinked',
    object: { kind: 'user', id: user.id },
    details: { issuer },
  });
}

/** What a person is linked to, and since when. */
export const identitiesOf = (userId: number, reader: Reader = database()) =>
  reader
    .select({ issuer: userIdentities.issuer, linkedAt: userIdentities.linkedAt })
    .from(userIdentities)
    .where(eq(userIdentities.userId, userId))
    .all();

/**
 * Undoes the link: the next sign-in links anew, by the address the person has then. Whoever came in by it is out. False
 * when there is none.
 */
export function unlinkIdentities(tx: Tx, viewer: Viewer, userId: number): boolean {
  const issuers = tx
    .delete(userIdentities)
    .where(eq(userIdentities.userId, userId))
    .returning({ issuer: userIdentities.issuer })
    .all()
    .map(({ issuer }) => issuer);
  if (issuers.length === 0) return false;
  endSessionsOf(tx, userId);
  record(tx, viewer, {
    action: 'user.identityUnlinked',
    object: { kind: 'user', id: userId },
    details: { issuer: issuers.join(', ') },
  });
  return true;
}
