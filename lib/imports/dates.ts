import type { Day } from '@/db/columns';
import { addDays, dayOf } from '../days';
import { type Cell, filledDown, plainText } from './cells';

export type ParsedDay = {
  /** Null when the cell is blank or holds no date. */
  day: Day | null;
  /** `fix`: read from another shape; `impossible_date`: there is no such day (R2: refused, never rolled over). */
  kind: 'date_text' | 'date_serial' | 'date_two_digit_year' | 'impossible_date' | null;
};

const no: ParsedDay = { day: null, kind: 'impossible_date' };

/** Reads a date cell by integer arithmetic alone, so that no time zone of the server can move it. */
export function parseDay(cell: Cell | undefined, date1904 = false): ParsedDay {
  const plain = filledDown(cell);
  if (plain === null) return { day: null, kind: null };
  if (typeof plain === 'string') return parseDayText(plain);
  if (!('n' in plain)) return no;
  if (plain.d)
    return { day: serialDay(plain.n, date1904), kind: serialDay(plain.n, date1904) ? null : 'impossible_date' };
  // A bare number: 20240111 spells its date, 45292 is a serial whose format got lost.
  if (Number.isInteger(plain.n) && plain.n >= 19_000_101) return parseDayText(String(plain.n));
  const day = plain.n >= 20_000 && plain.n < 80_000 ? serialDay(plain.n, date1904) : null;
  return day ? { day, kind: 'date_serial' } : no;
}

// A time of day says nothing about the day; one with a zone (Z, +08:00) would move it, so it is refused, not guessed.
const timeOfDay = /[T\s]+([01]?\d|2[0-3])[:：][0-5]\d([:：][0-5]\d(\.\d+)?)?$/;

function parseDayText(text: string): ParsedDay {
  const plain = plainText(text.trim().replace(timeOfDay, ''));
  if (plain === '') return { day: null, kind: null };
  const match =
    /^(\d{4}|\d{2})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(plain);
  if (!match) return no;
  const [, year = '', , month, date] = match;
  const short = year.length === 2;
  // 24-1-10 is year first as written here; 10/11/12 could be anything.
  if (short && Number(year) <= 12) return no;
  const day = dayOf(Number(short ? `20${year}` : year), Number(month), Number(date));
  if (!day) return no;
  return { day, kind: short ? 'date_two_digit_year' : text === day ? null : 'date_text' };
}

/** A serial's day; its fraction is the time of day. 1900 was no leap year, though spreadsheets count one. */
function serialDay(serial: number, date1904: boolean): Day | null {
  const days = Math.floor(serial);
  if (days < 1 || days > 2_958_465) return null;
  if (date1904) return addDays('1904-01-01', days);
  return days < 60 ? addDays('1899-12-31', days) : days === 60 ? null : addDays('1899-12-30', days);
}
