import type { Fen, Milli, UnitPrice } from '@/db/columns';
import { decimalString, divideRounded, fen, milli, multiply, parseDecimal, unitPrice } from '../money';

// What a person types about a sale's money, read without floating point. Shared by the form, which shows the amount as
// it is typed, and the action, which decides it.

/** Null: nothing was typed. */
export type Typed<T> = { value: T | null } | { problem: 'unreadable' | 'negative' | 'zero' | 'tooLarge' };

/** A million million yuan: more is a slip of the keyboard, and twenty lines of it still add up exactly. */
export const largestAmount = 100_000_000_000_000;

/** Plain decimals, `¥`, full width and thousands separators where they belong; anything else is refused, never guessed. */
function read(text: string, places: number): Typed<number> {
  const plain = text.normalize('NFKC').replace(/[¥\s]/g, '').replace(/^−/, '-').replace(/元$/, '');
  if (plain === '') return { value: null };
  const isGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain);
  const value = parseDecimal(isGrouped ? plain.replaceAll(',', '') : plain, places);
  if (value === null) return { problem: /^[+-]?\d{13,}/.test(plain.replaceAll(',', '')) ? 'tooLarge' : 'unreadable' };
  if (value < 0) return { problem: 'negative' };
  return { value };
}

/** Yuan with at most two decimals. */
export function readAmount(text: string): Typed<Fen> {
  const typed = read(text, 2);
  if ('problem' in typed || typed.value === null) return typed as Typed<Fen>;
  return typed.value > largestAmount ? { problem: 'tooLarge' } : { value: fen(typed.value) };
}

/** At most three decimals, and more than nothing. */
export function readQuantity(text: string): Typed<Milli> {
  const typed = read(text, 3);
  if ('problem' in typed || typed.value === null) return typed as Typed<Milli>;
  return typed.value === 0 ? { problem: 'zero' } : { value: milli(typed.value) };
}

/** Yuan with at most four decimals; a gift costs nothing. */
export function readPrice(text: string): Typed<UnitPrice> {
  const typed = read(text, 4);
  return 'problem' in typed || typed.value === null ? (typed as Typed<UnitPrice>) : { value: unitPrice(typed.value) };
}

/** Quantity × unit price, rounded half up (R16); null while either is missing or the product is beyond all reason. */
export function listedAmount(quantity: Milli | null, price: UnitPrice | null): Fen | null {
  if (quantity === null || price === null) return null;
  const exact = divideRounded(BigInt(quantity) * BigInt(price), 100_000n);
  const most = BigInt(largestAmount);
  return exact > most || exact < -most ? null : multiply(quantity, price);
}

/** The first payment of an order, laid over its lines from the first on, to the fen; it never exceeds their sum. */
export function spread(paid: number, amounts: readonly number[]): Fen[] {
  let rest = paid;
  return amounts.map((amount) => {
    const part = Math.min(rest, amount);
    rest -= part;
    return fen(part);
  });
}

/** A number as a form field holds it: plain, without idle zeros, at least `least` decimals; blank for none. */
export function fieldNumber(value: number | null, places: number, least = 0): string {
  if (value === null) return '';
  const [whole = '', fraction = ''] = decimalString(value, places).split('.');
  const short = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  return short ? `${whole}.${short}` : whole;
}
export const quantityField = (value: number | null) => fieldNumber(value, 3);
export const priceField = (value: number | null) => fieldNumber(value, 4, 2);
export const amountField = (value: number | null) => fieldNumber(value, 2, 2);
