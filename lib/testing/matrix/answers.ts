import { read, utils } from 'xlsx';
import type { Answer, Fields } from './client';

/** Everything of an answer that somebody could read, headers too. What is inside a PDF isn't looked at (its Excel twin is). */
export function textOf({ headers, bytes }: Answer): string {
  const type = headers['content-type'] ?? '';
  const body = type.includes('spreadsheetml') ? sheetText(bytes) : type.includes('pdf') ? '' : bytes.toString('utf8');
  return `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${decoded(value)}`)
    .join('\n')}\n\n${body}`;
}

function sheetText(bytes: Buffer): string {
  const { Sheets } = read(bytes);
  return Object.values(Sheets)
    .map((sheet) => utils.sheet_to_csv(sheet))
    .join('\n');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

/** The answer without what was posted and comes back: whoever typed it knows it. */
export function withoutEcho(text: string, fields: Fields): string {
  const posted = Object.values(fields)
    .flat()
    .filter((value) => value.length > 3)
    .toSorted((a, b) => b.length - a.length);
  let rest = text;
  for (const value of posted) for (const spelling of spellings(value)) rest = rest.replaceAll(spelling, '<posted>');
  return rest;
}

/** As it stands in JSON, in JSON inside a script, and in HTML. */
function spellings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');
  return [...new Set([JSON.stringify(json).slice(1, -1), json, encodeURIComponent(value), html, value])];
}

const compared = [
  'content-type',
  'location',
  'x-action-redirect',
  'content-disposition',
  'set-cookie',
  'refresh',
  'vary',
  'cache-control',
];

/** Status, headers and body as they must be alike for a record out of reach and one that was never there. */
export function comparable(answer: Answer, ids: readonly (string | number)[], fields: Fields = {}): string {
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => compared.includes(name)));
  let text = textOf({ ...answer, headers });
  for (const id of ids) text = text.replaceAll(String(id), '<id>');
  const typed = Object.entries(fields).map(([name, value]) => {
    const isId = (one: string) => ids.map(String).includes(one);
    return [name, [value].flat().filter((one) => !isId(one as string))];
  });
  text = withoutEcho(text, Object.fromEntries(typed));
  return `${answer.status}\n${text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/nonce(="|\\?":\\?")[\w+/=]+/g, 'nonce')
    // Next's name for one rendering.
    .replace(/"[\w-]{21}[a-z](\\?")/g, '"<render>$1')
    // The flight writer numbers and cuts its rows by when their parts were ready.
    .replace(/\$L?[0-9a-f]{1,3}\b/g, '$')}`;
}

/** What a person would read of a page's own part. */
export const wordsOf = ({ bytes }: Answer): string =>
  bytes
    .toString('utf8')
    .replace(/^[\s\S]*<main\b|<\/main>[\s\S]*$/g, '')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const digestOf = ({ bytes }: Answer) =>
  [...bytes.toString('utf8').matchAll(/E\{"digest":"([^"]+)"/g)].map(([, digest]) => digest);
/** A page that isn't there; in a payload for the page's script the status stays 200 and the payload says so. */
export const isNotFound = (answer: Answer): boolean =>
  answer.status === 404 || digestOf(answer).includes('NEXT_HTTP_ERROR_FALLBACK;404');
export const leadsToSignIn = (answer: Answer): boolean =>
  (answer.status === 307 && (answer.headers.location ?? '').startsWith('/sign-in')) ||
  digestOf(answer).some((digest) => /^NEXT_REDIRECT;\w+;\/sign-in/.test(digest ?? ''));
