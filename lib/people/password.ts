import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

// About 0.3 s and 32 MiB on a small server. Tests may ask for less; the parameters stand in each hash.
const cost = () => ({ N: 2 ** Number(process.env.KEJI_SCRYPT_LOG_N ?? 15), r: 8, p: 3, maxmem: 64 * 1024 * 1024 });

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p, maxmem } = cost();
  const key = await derive(password.normalize('NFKC'), salt, 32, { N, r, p, maxmem });
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Compares in constant time; with no hash (unknown user) it does the same work and says no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt, key] = (hash ?? (await dummyHash())).split('$');
  const expected = Buffer.from(key as string, 'base64');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 64 * 1024 * 1024 };
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt as string, 'base64'), 32, options);
  return timingSafeEqual(actual, expected) && hash !== null;
}

let dummy: Promise<string> | undefined;
const dummyHash = () => {
  dummy ??= hashPassword(randomBytes(16).toString('hex'));
  return dummy;
};

// What people type first when a form asks for ten characters; compared without case and with digits mapped to letters.
const common = [
  '1234567890',
  '0123456789',
  '0987654321',
  '1234567891',
  '12345678910',
  '123456789a',
  'a123456789',
  '1111111111',
  '0000000000',
  '8888888888',
  '6666666666',
  '1q2w3e4r5t',
  'qwertyuiop',
  'asdfghjkl1',
  'zxcvbnm123',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'administrator',
  'admin12345',
  'admin123456',
  'woaini1314',
  'woaini520520',
  'woaini1314520',
  '5201314520',
  '1314520520',
  'iloveyou123',
  'letmein1234',
  'welcome123',
  'qwerty12345',
  'qwerty123456',
  'abcd123456',
  'abc1234567',
  'abcdefghij',
  '1qaz2wsx3edc',
  '147258369a',
  'q123456789',
  'changeme123',
  'keji123456',
  'kejikejikeji',
];

/** R: 10 to 128 characters, common ones refused; the message key of what is wrong, or null (§4). */
export function passwordProblem(password: string, login = ''): 'short' | 'long' | 'common' | null {
  const length = [...password].length;
  if (length < 10) return 'short';
  if (length > 128) return 'long';
  const plain = password.toLowerCase();
  const repeated = new Set(plain).size <= 2;
  const isLogin = login !== '' && plain.replace(/\d+$/, '') === login.toLowerCase();
  return repeated || isLogin || common.includes(plain) ? 'common' : null;
}
