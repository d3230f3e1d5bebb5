/** Fields in which people write freely, and so may write a number down. */
const freeText = new Set([
  'summary',
  'feedback',
  'nextPlan',
  'objective',
  'cancelReason',
  'demandChange',
  'notes',
  'invoiceDetails',
  'strategicReason',
  'reason',
  'title',
]);

const address = /[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g;
const mobile =
  /(?<![\d０-９])((?:(?:\+|00)?[8８][6６][\s.-]?)?[1１][3-9３-９][\d０-９])([\s.-]?)[\d０-９]{4}([\s.-]?)([\d０-９]{4})(?![\d０-９])/g;
const landline = /(?<!\d)(0\d{2,3})[\s)）-]{0,2}\d{3,4}[\s-]?(\d{4})(?!\d)/g;

const masked = (text: string): string =>
  text.replace(address, '***@$1').replace(mobile, '$1$2****$3$4').replace(landline, '$1-****$2');

/**
 * Details as the trail keeps them (R41): numbers and addresses that stand in free text are masked, since the trail can't
 * be made to forget.
 */
export const maskDetails = <T extends Record<string, unknown>>(details: T): T => walk('', details) as T;

/** Whether something was masked in it, so that the trail no longer knows what it said. */
export const isMasked = (text: string | null): boolean => text !== null && /\*{3}/.test(text);

function walk(key: string, value: unknown): unknown {
  if (typeof value === 'string') return freeText.has(key) ? masked(value) : value;
  if (Array.isArray(value)) return value.map((one) => walk(key, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(name, inner)]));
}
