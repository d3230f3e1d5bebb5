import { customPinyin, pinyin } from 'pinyin-pro';

/** What nobody sees and copying brings along: control characters and Unicode's format characters (zero width, direction). */
const invisible = /(?![\t\r\n])[\p{Cc}\p{Cf}]/gu;

/** Trimmed and NFC, as everything typed is stored (R3); inner line breaks stay. */
export const clean = (text: string): string =>
  text.normalize('NFC').replace(invisible, '').replaceAll('\r\n', '\n').trim();

/** Full-width letters, digits and punctuation to half-width, the ideographic space to a space (R3). */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ');

/** The exact key of a name (R10): width, case, brackets' width, spaces and invisible characters don't count. */
export const nameKey = (text: string): string => halfWidth(clean(text)).toLowerCase().replace(/\s+/g, '');

/** Key of codes and order numbers (R16): trimmed, upper case, half-width, without inner spaces. */
export const codeKey = (text: string): string => nameKey(text).toUpperCase();

/** Codes as stored: half-width and trimmed, case as typed (R3). */
export const cleanCode = (text: string): string => halfWidth(clean(text)).replace(/\s+/g, ' ');

const suffixes = /(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司)$/;
/** The name without its company suffix: near names warn, they don't block (R10). */
export function nameCore(text: string): string {
  let core = nameKey(text);
  while (suffixes.test(core) && core.replace(suffixes, '').length >= 2) core = core.replace(suffixes, '');
  return core;
}

/** Digits of a phone number for search by full number, without +86 (R6); "" when there are none. */
export const phoneKey = (text: string): string => {
  const plain = halfWidth(text);
  const digits = plain.replace(/\D/g, '');
  return /^\s*(\+|00)86/.test(plain) ? digits.replace(/^(00)?86/, '') : digits;
};

// Surname readings that the general dictionary gets wrong at the head of a company's name (R3).
customPinyin({ 单氏: 'shàn shì', 曾氏: 'zēng shì', 解氏: 'xiè shì', 仇氏: 'qiú shì', 查氏: 'zhā shì' });

const syllables = (text: string, surname: boolean) =>
  pinyin(halfWidth(text), {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
    surname: surname ? 'head' : 'off',
  });

/** Sorts Chinese by pinyin; names of people read their surname as one (单 Shàn, 曾 Zēng). */
export const sortKey = (text: string, { surname = false } = {}): string =>
  `${syllables(nameKey(text), surname).join(' ').toLowerCase()}\u0001${nameKey(text)}`;

/** Lower-case text a search looks in: the texts themselves, full pinyin and initials (R3). */
export function searchText(texts: readonly (string | null | undefined)[], { surname = false } = {}): string {
  const found = texts.filter((text): text is string => Boolean(text));
  return found
    .flatMap((text) => {
      const key = nameKey(text);
      if (!/\p{Script=Han}/u.test(key)) return [key];
      const sounds = syllables(key, surname);
      return [key, sounds.join(''), sounds.map((sound) => (/^[a-z]/i.test(sound) ? sound[0] : sound)).join('')];
    })
    .join('\n')
    .toLowerCase();
}

/** What a person typed into a search box, as `searchText` spells it. */
export const searchTerm = (text: string): string => nameKey(text).toLowerCase();
