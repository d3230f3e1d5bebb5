import { divideRounded } from '../money';
import { type Cell, exact, filledDown, plainText } from './cells';

export type ParsedNumber = {
  /** Integer of 10^-places; null when blank or unreadable. */
  value: number | null;
  /** How it was read, when not as it stands; or why it can't be. */
  kind:
    | 'amount_wan'
    | 'amount_text_currency'
    | 'amount_fullwidth'
    | 'amount_text'
    | 'amount_rounded'
    | 'amount_not_a_number'
    | 'amount_error'
    | 'amount_formula'
    | null;
};

const units: Record<string, number> = { 万: 4, 亿: 8 };
const currency = /^(?:[¥￥]|RMB|CNY|人民币)/i;
/** What people type for "none". */
const none = /^(?:[-—–―/]+|无|空)$/;

/**
 * Reads an amount (places 2), unit price (4) or quantity (3). Nothing is guessed: what isn't plainly a number is refused.
 * `inWan`: the column's head says 万元.
 */
export function parseNumber(cell: Cell | undefined, places: number, { inWan = false } = {}): ParsedNumber {
  const plain = filledDown(cell);
  if (plain === null) return { value: null, kind: null };
  if (typeof plain === 'string') return parseText(plain, places, inWan);
  if ('n' in plain) return scaled(exact(plain.n), inWan ? 4 : 0, places, inWan ? 'amount_wan' : null);
  if ('f' in plain) return { value: null, kind: 'amount_formula' };
  return { value: null, kind: 'e' in plain ? 'amount_error' : 'amount_not_a_number' };
}

function parseText(text: string, places: number, inWan: boolean): ParsedNumber {
  let plain = plainText(text).replaceAll('￥', '¥');
  if (plain === '' || none.test(plain)) return { value: null, kind: null };
  const widthDiffers = /[\uff01-\uff5e]/.test(text.replaceAll('￥', ''));
  const brackets = /^\((.+)\)$/.exec(plain)?.[1];
  let negative = brackets !== undefined;
  plain = brackets ?? plain;
  // The sign may stand before or after the currency: -¥500, ¥-500.
  let [sign, rest] = takeSign(plain);
  const hasCurrency = currency.test(rest) || /[元圆]$/.test(rest);
  rest = rest.replace(currency, '').replace(/[元圆]$/, '');
  if (sign === '') [sign, rest] = takeSign(rest);
  negative = negative !== (sign === '-');
  const unit = /[万亿]$/.exec(rest)?.[0];
  if (unit) rest = rest.slice(0, -1);

  const number = decimalOf(rest);
  if (number === null) return { value: null, kind: 'amount_not_a_number' };
  // Under a head in 万元, an amount that names 元 itself is in 元.
  const shift = unit ? (units[unit] as number) : inWan && !hasCurrency ? 4 : 0;
  const kind = shift
    ? 'amount_wan'
    : hasCurrency
      ? 'amount_text_currency'
      : widthDiffers
        ? 'amount_fullwidth'
        : brackets !== undefined || /e/i.test(rest)
          ? 'amount_text'
          : null;
  return scaled(negative ? `-${number}` : number, shift, places, kind);
}

const takeSign = (text: string): [string, string] =>
  /^[+-]/.test(text) ? [text.charAt(0), text.slice(1)] : ['', text];

/** "1,234.5", "1234.5" and "1.2E+4" as a plain decimal; null for "1,23.4" and "1.234,50". */
function decimalOf(text: string): string | null {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return text.replaceAll(',', '');
  if (/^\d+(\.\d*)?$/.test(text) || /^\.\d+$/.test(text)) return text.startsWith('.') ? `0${text}` : text;
  return /^\d+(\.\d+)?E\+?\d{1,2}$/i.test(text) ? exact(Number(text)) : null;
}

/** Decimal text × 10^shift as an integer of 10^-places, exactly; more digits than that are rounded half up and said. */
function scaled(decimal: string, shift: number, places: number, kind: ParsedNumber['kind']): ParsedNumber {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const digits = BigInt(whole + fraction);
  const exponent = places + shift - fraction.length;
  const result = exponent >= 0 ? digits * 10n ** BigInt(exponent) : divideRounded(digits, 10n ** BigInt(-exponent));
  const isRounded = exponent < 0 && digits % 10n ** BigInt(-exponent) !== 0n;
  const value = Number(negative && result !== 0n ? -result : result);
  if (!Number.isSafeInteger(value)) return { value: null, kind: 'amount_not_a_number' };
  return { value, kind: isRounded ? 'amount_rounded' : kind };
}
