import { decode, encode } from 'next-auth/jwt';
import { readCookie, setCookie } from '../cookies';
import { newToken, sessionSecret } from '../secrets';

/** A browser that people have signed in from: strangers' failures don't keep them out there. It opens nothing by itself. */
export type KnownDevice = { id: string; userIds: number[] };

const name = 'keji-device';
const seconds = 365 * 24 * 3600;
/** Of a browser that several people use, the latest few. */
const kept = 5;

export async function knownDevice(): Promise<KnownDevice | null> {
  const token = await readCookie(name);
  const found = token && (await decode({ token, secret: sessionSecret(), salt: name }).catch(() => null));
  return found && typeof found.id === 'string' && Array.isArray(found.userIds)
    ? { id: found.id, userIds: found.userIds }
    : null;
}

/** Called once somebody has signed in. */
export async function rememberDevice(userId: number): Promise<void> {
  const known = await knownDevice();
  const userIds = [userId, ...(known?.userIds ?? []).filter((id) => id !== userId)].slice(0, kept);
  const token = { id: known?.id ?? newToken(), userIds };
  await setCookie(name, await encode({ token, secret: sessionSecret(), maxAge: seconds, salt: name }), seconds);
}
