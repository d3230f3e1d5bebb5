import { customType, text } from 'drizzle-orm/sqlite-core';

/** Money as integer 分 (R1). A brand, so that yuan, quantities and counts can't be added to it by mistake. */
export type Fen = number & { readonly __fen: true };
/** Quantity in thousandths of a unit (R1). */
export type Milli = number & { readonly __milli: true };
/** Unit price in 0.0001 yuan (R1). */
export type UnitPrice = number & { readonly __unitPrice: true };
/** A business date `YYYY-MM-DD` in the company's time zone (R2). */
export type Day = string;
/** A moment as UTC text `YYYY-MM-DDTHH:MM:SS.sssZ` (R2). */
export type Moment = string;

const integerOf = <T extends number>() => customType<{ data: T; driverData: number }>({ dataType: () => 'integer' });

export const fen = integerOf<Fen>();
export const milli = integerOf<Milli>();
export const unitPrice = integerOf<UnitPrice>();
export const day = (name?: string) => (name ? text(name).$type<Day>() : text().$type<Day>());
export const moment = (name?: string) => (name ? text(name).$type<Moment>() : text().$type<Moment>());
