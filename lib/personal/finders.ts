import { halfWidth, phoneKey } from '../text';

/** What stands in the place of what was erased. */
export const gone = '〔已抹去〕';
/** The name of a contact that was erased. */
export const goneName = '已抹去联系人';

export type Known = { name: string; phone: string | null; wechat: string | null; email: string | null };
/** What tells a person in a text: a name may be another's too, a number, WeChat or address is theirs. */
export type Finders = { names: RegExp[]; numbers: RegExp[] };

/**
 * How a person would be found in what others typed (R43). Exact occurrences only: 沈国华 is found, 沈总 isn't. Numbers are
 * found however they are grouped, with or without +86, and never as a part of a longer one.
 */
export const findersOf = ({ name, phone, wechat, email }: Known): Finders => ({
  names: nameFinder(name),
  numbers: [
    ...partsOf(phone).flatMap(phoneFinder),
    ...partsOf(wechat).flatMap((part) => wordFinder(part, 3)),
    ...partsOf(email).flatMap((part) => wordFinder(part, 5)),
  ],
});

/** One field may hold several. */
const partsOf = (value: string | null) =>
  (value ?? '')
    .split(/[/、,，;；\n]+/)
    .map((part) => halfWidth(part).trim())
    .filter(Boolean);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const bounded = (pattern: string) => new RegExp(`(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])`, 'gi');

/** Two characters and more; a space inside a name comes and goes. */
function nameFinder(name: string): RegExp[] {
  const characters = [...halfWidth(name).replace(/\s+/g, '')];
  if (characters.length < 2) return [];
  const pattern = characters.map(escaped).join('[ ]?');
  // Chinese has no spaces around words; in Latin letters Ann is no part of Annual.
  return [/^[\x20-\x7e]+$/.test(name.trim()) ? bounded(pattern) : new RegExp(pattern, 'gi')];
}

/** A WeChat name or address as a word of its own. */
function wordFinder(value: string, least: number): RegExp[] {
  if (/\p{Script=Han}/u.test(value)) return [...value].length < 2 ? [] : [new RegExp(escaped(value), 'gi')];
  return value.length < least ? [] : [new RegExp(`(?<![\\w.+-])${escaped(value)}(?![\\w-])`, 'gi')];
}

const between = '[\\s().-]*';
const extension = /(转|分机|ext\.?|#|x)\s*(\d{1,6})$/i;

/**
 * With an extension it takes both to be the person's: the line alone is the company's. Short ones are left alone.
 */
function phoneFinder(value: string): RegExp[] {
  const inside = extension.exec(value);
  const digits = phoneKey(inside ? value.slice(0, inside.index) : value);
  if (digits.length < 7) return [];
  const line = [...digits].join(between);
  const more = inside ? `\\s*(?:转|分机|ext\\.?|#|x|-)\\s*${inside[2]}` : '';
  return [new RegExp(`(?<!\\d)(?:(?:\\+|00)86${between})?${line}${more}(?!\\d)`, 'gi')];
}

/** The text without the person, and how often they stood in it. */
export function withoutPerson(text: string, finders: readonly RegExp[]): { text: string; times: number } {
  // Half-width has the same length, so that a place in it is the same place in what was typed.
  const plain = halfWidth(text);
  const found = finders
    .flatMap((finder) =>
      [...plain.matchAll(finder)].map((match) => [match.index, match.index + match[0].length] as const),
    )
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let [result, end, times] = ['', 0, 0];
  for (const [from, to] of found) {
    if (from < end) continue;
    result += text.slice(end, from) + gone;
    [end, times] = [to, times + 1];
  }
  return times === 0 ? { text, times } : { text: result + text.slice(end), times };
}
