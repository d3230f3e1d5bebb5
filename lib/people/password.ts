import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { dictionary } from '@zxcvbn-ts/language-common';
import { nameCore, searchText } from '../text';

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
  return spell(salt, key);
}

/** Compares in constant time; with no hash (unknown user) it does the same work and says no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt, key] = (hash ?? dummyHash()).split('$');
  const expected = Buffer.from(key as string, 'base64');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 64 * 1024 * 1024 };
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt as string, 'base64'), 32, options);
  return timingSafeEqual(actual, expected) && hash !== null;
}

/** Nobody's: as dear to compare with as anybody's, and made without computing one. */
const dummyHash = () => spell(randomBytes(16), randomBytes(32));

const spell = (salt: Buffer, key: Buffer) => {
  const { N, r, p } = cost();
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
};

// What people here type first when a form asks for ten characters; the package knows the rest of the world's.
const commonHere = [
  '1234567891',
  'admin12345',
  'admin123456',
  'administrator',
  'woaini1314',
  'woaini520520',
  'woaini521521',
  'woaini1314520',
  'woaini5201314',
  'woaiwojia123',
  '5201314520',
  '1314520520',
  '5211314521',
  'abc1234567',
  'aa12345678',
  'aa123456789',
  'qq123456789',
  'asd123456789',
  'qwe123456789',
  'zxc123456789',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7u8i',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'p@ssword123',
  'changeme123',
  'letmein1234',
  'welcome123',
  'keji123456',
];

let common: Set<string> | undefined;
const isCommon = (plain: string) => {
  common ??= new Set([...commonHere, ...dictionary['passwords-common'].map(String)]);
  return common.has(plain);
};
/** One short piece over and over: aaaaaaaaaa, 121212121212, kejikejikeji. */
const isRepeated = (plain: string) =>
  [1, 2, 3, 4, 5].some((length) => plain === plain.slice(0, length).repeat(plain.length).slice(0, plain.length));
/** A telephone number or a date with something behind it. */
const isNumber = (plain: string) => /^\d{10,12}$/.test(plain);
/** One step up or down all along: 1234567890, abcdefghijkl, 0987654321. */
const isRow = (plain: string) => {
  const steps = [...plain].slice(1).map((c, i) => c.charCodeAt(0) - plain.charCodeAt(i));
  const turns = (step: number) => (step === -9 ? 1 : step === 9 ? -1 : step);
  return Math.abs(turns(steps[0] ?? 0)) === 1 && steps.every((step) => turns(step) === turns(steps[0] ?? 0));
};

/** Nothing but a word of one's own (also in pinyin) and digits: 王磊20260331, wanglei2026. */
const isOwn = (plain: string, own: readonly string[]) => {
  const words = own
    .flatMap((word) => searchText([word, nameCore(word)], { surname: true }).split('\n'))
    .filter((word) => word.length >= 2);
  // The longest first: what is left of a word of which a part went is no longer found.
  const rest = words
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
    .replace(/\d/g, '');
  return rest === '' && !/^\d+$/.test(plain);
};

export type PasswordProblem = 'short' | 'long' | 'common' | 'own';

/**
 * 10 to 128 characters, common ones and the person's own words (name, sign-in name, company) refused (§4): the message
 * key of what is wrong, or null.
 */
export function passwordProblem(password: string, own: readonly string[] = []): PasswordProblem | null {
  const length = [...password].length;
  if (length < 10) return 'short';
  if (length > 128) return 'long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (isCommon(plain) || isRepeated(plain) || isRow(plain) || isNumber(plain)) return 'common';
  return isOwn(plain, own) ? 'own' : null;
}
