import { clean, cleanCode, halfWidth } from '../text';
import { type Cell, exact, filledDown } from './cells';

export type ParsedCode = {
  value: string | null;
  kind:
    | 'phone_as_number'
    | 'phone_fullwidth'
    | 'phone_punctuation'
    | 'code_as_number'
    | 'digits_lost'
    | 'unreadable'
    | null;
};

/** 1.99E+10 in a text file, or a number of 16 digits and more: the spreadsheet program has dropped digits. */
const lostInText = /^\d(\.\d+)?E\+\d{2}$/i;
const lostInNumber = (value: number) => !Number.isInteger(value) || Math.abs(value) >= 1e15;

/** A customer code or order number as the user sees it: 456 under the format 00000 is 00456. */
export function parseCode(cell: Cell | undefined): ParsedCode {
  const plain = filledDown(cell);
  if (plain === null) return { value: null, kind: null };
  if (typeof plain === 'string') {
    const value = cleanCode(plain);
    return lostInText.test(value) ? { value: null, kind: 'digits_lost' } : { value: value || null, kind: null };
  }
  if (!('n' in plain)) return { value: null, kind: 'unreadable' };
  if (lostInNumber(plain.n)) return { value: null, kind: 'digits_lost' };
  return { value: plain.w ?? exact(plain.n), kind: plain.w && plain.w !== exact(plain.n) ? 'code_as_number' : null };
}

/** A phone number keeps its punctuation and extension; digits become half-width (R3). */
export function parsePhone(cell: Cell | undefined): ParsedCode {
  const plain = filledDown(cell);
  if (plain === null) return { value: null, kind: null };
  if (typeof plain === 'string') {
    const value = halfWidth(clean(plain));
    if (lostInText.test(value)) return { value: null, kind: 'digits_lost' };
    const isMobile = /^1\d{10}$/.test(value.replace(/[\s-]/g, ''));
    const kind =
      value !== clean(plain) ? 'phone_fullwidth' : isMobile && /[\s-]/.test(value) ? 'phone_punctuation' : null;
    return { value: value || null, kind };
  }
  if (!('n' in plain)) return { value: null, kind: 'unreadable' };
  return lostInNumber(plain.n)
    ? { value: null, kind: 'digits_lost' }
    : { value: exact(plain.n), kind: 'phone_as_number' };
}
