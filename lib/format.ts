import type { Fen } from '@/db/columns';
import { decimalString } from './money';

/** No value (R4): never 0, never blank. */
export const none = '--';

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const minus = (text: string) => text.replace('-', '−');

function groupedDecimal(value: number, places: number): string {
  const [whole = '', fraction] = decimalString(value, places).split('.');
  return grouped(whole) + (fraction ? `.${fraction}` : '');
}

/** Full yuan with two decimals, for tables: 123450 → "1,234.50". */
export const yuan = (value: Fen | number | null): string => (value === null ? none : groupedDecimal(value, 2));

/** For cards and axes (R4): 万 from 1 万, 亿 from 1 亿 on; two decimals, rounded half up. */
export function yuanShort(value: Fen | number | null): { value: string; unit: '元' | '万' | '亿' | '' } {
  if (value === null) return { value: none, unit: '' };
  const size = Math.abs(value);
  const [divisor, unit] =
    size >= 1_000_000_000_000 / 100
      ? [100_000_000, '亿' as const]
      : size >= 1_000_000
        ? [10_000, '万' as const]
        : [1, '元' as const];
  const rounded = Math.sign(value) * Number((BigInt(size) * 2n + BigInt(divisor)) / (2n * BigInt(divisor)));
  return { value: groupedDecimal(rounded, 2), unit };
}
export const yuanShortText = (value: Fen | number | null): string => {
  const short = yuanShort(value);
  return short.unit ? `${short.value} ${short.unit}` : short.value;
};

/** In 万 with two decimals whatever the size, for tables and charts headed 单位：万. */
export const wan = (value: Fen | number | null): string => {
  if (value === null) return none;
  const size = BigInt(Math.abs(value));
  return groupedDecimal(Math.sign(value) * Number((size * 2n + 10_000n) / 20_000n), 2);
};

/** Basis points as "83.33%". */
export const percent = (bp: number | null): string => (bp === null ? none : `${groupedDecimalPlain(bp)}%`);
const groupedDecimalPlain = (bp: number) => decimalString(bp, 2);

/** A change with its sign in words and arrow: "▲ +18.42%", "▼ −3.10%" (trends are never coloured). */
export const trend = (bp: number | null): string =>
  bp === null ? none : bp > 0 ? `▲ +${percent(bp)}` : bp < 0 ? `▼ ${minus(percent(bp))}` : percent(0);

/** "+61.87 万", "−50,000.00": a difference with its sign. */
export const signed = (text: string): string =>
  text === none ? text : text.startsWith('-') ? minus(text) : `+${text}`;

/** How many: 12345 → "12,345". */
export const count = (value: number): string => groupedDecimal(value, 0);

/** Quantity in thousandths without trailing zeros: 1500 → "1.5". */
export const quantity = (value: number | null): string =>
  value === null ? none : groupedDecimal(value, 3).replace(/\.?0+$/, '');
/** Unit price in 0.0001 yuan with at least two decimals: 333350 → "33.335". */
export const price = (value: number | null): string =>
  value === null ? none : groupedDecimal(value, 4).replace(/0{1,2}$/, '');
