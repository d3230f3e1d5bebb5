import type { Fen } from '@/db/columns';
import type { Amounts } from '@/lib/analysis/queries/amounts';
import type { FigureRow, TrendPoint } from '@/lib/analysis/types';
import { percent, yuan } from '@/lib/format';
import { divideRounded, sumFen } from '@/lib/money';
import { rateBp } from '@/lib/rates';

// What each chart draws, worked out on the server. Texts come from whole fen; only heights of bars and points, which are
// pixels, are floating point. Null always means: nothing to draw, say so in words.

/** 万 from 1 万, 亿 from 1 亿 on (R4), by the largest value of the chart. */
export type Unit = '元' | '万' | '亿';
const fenOf: Record<Unit, number> = { 元: 100, 万: 1_000_000, 亿: 10_000_000_000 };

export function unitOf(values: readonly (number | null)[]): Unit {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  return largest >= fenOf.亿 ? '亿' : largest >= fenOf.万 ? '万' : '元';
}

/** The amount in the unit with two decimals, rounded half up: "81.26". */
export const textIn = (unit: Unit, value: number): string =>
  yuan(Number(divideRounded(BigInt(value) * 100n, BigInt(fenOf[unit]))) as Fen);
/** The height of a bar or point. */
const heightIn = (unit: Unit, value: number): number => value / fenOf[unit];

export type Bar = {
  label: string;
  actual: number;
  target: number | null;
  /** Where the alert line stands for this bar. */
  alert: number | null;
  isBehind: boolean;
  text: string;
  rate: string;
};
export type Bars = { unit: Unit; bars: Bar[] };

/**
 * Target and actual per row. `lineShare` is where the alert line stands as a part of the target, in basis points:
 * 80 % of it, in a running period times the working days gone.
 */
export function barData(rows: readonly FigureRow[], lineShare: number): Bars | null {
  if (rows.every((row) => row.amountFen === 0 && !row.targetFen)) return null;
  const unit = unitOf(rows.flatMap((row) => [row.amountFen, row.targetFen]));
  return {
    unit,
    bars: rows.map((row) => ({
      label: row.label,
      actual: heightIn(unit, row.amountFen),
      target: row.targetFen === null ? null : heightIn(unit, row.targetFen),
      alert: row.targetFen ? (heightIn(unit, row.targetFen) * lineShare) / 10_000 : null,
      isBehind: row.isBehind,
      text: textIn(unit, row.amountFen),
      rate: row.targetFen ? percent(row.attainmentBp) : '',
    })),
  };
}

export type Line = {
  unit: Unit;
  labels: string[];
  /** A month without sales is 0, on the line as in the table. */
  now: number[];
  /** A month of which there is no record a year before is a gap here and `--` in the table. */
  before: (number | null)[];
  /** The last month runs: its stretch is dotted and its end hollow. */
  endsRunning: boolean;
  lastText: string;
};

/** Months as "2025-04" → 4月, 5, …, 1月: the first and each January carry the word. */
export const monthLabels = (months: readonly string[], word: (month: number) => string): string[] =>
  months.map((month, position) => {
    const number = Number(month.slice(5));
    return position === 0 || number === 1 ? word(number) : String(number);
  });

export function lineData(points: readonly TrendPoint[], word: (month: number) => string): Line | null {
  const last = points.at(-1);
  if (!last || points.every((point) => point.amountFen === 0 && !point.lastYearFen)) return null;
  const unit = unitOf(points.flatMap((point) => [point.amountFen, point.lastYearFen]));
  return {
    unit,
    labels: monthLabels(
      points.map((point) => point.month),
      word,
    ),
    now: points.map((point) => heightIn(unit, point.amountFen)),
    before: points.map((point) => (point.lastYearFen === null ? null : heightIn(unit, point.lastYearFen))),
    endsRunning: last.isRunning,
    lastText: textIn(unit, last.amountFen),
  };
}

export type Slice = { label: string; amountFen: Fen; text: string; share: string; value: number; key: string | null };
export type Share = { unit: Unit; kind: 'ring' | 'bars'; slices: Slice[] };

const maxSlices = 5;

/** Parts of a whole, largest first, the small ones pooled under `rest`. Below zero a ring would lie: bars then. */
export function shareData(rows: Amounts['rows'], rest: string): Share | null {
  const parts = rows.filter((row) => row.amountFen !== 0).sort((a, b) => b.amountFen - a.amountFen);
  if (parts.length === 0) return null;
  const total = sumFen(parts.map((row) => row.amountFen));
  const isPooled = parts.length > maxSlices;
  const named = isPooled ? pickLargest(parts, maxSlices - 1) : parts;
  const pooled = parts.filter((row) => !named.includes(row));
  const slices: { label: string; amountFen: Fen; key: string | null }[] = named.map(({ label, amountFen, key }) => ({
    label,
    amountFen,
    key,
  }));
  if (isPooled) slices.push({ label: rest, amountFen: sumFen(pooled.map((row) => row.amountFen)), key: null });
  const unit = unitOf(slices.map((slice) => slice.amountFen));
  return {
    unit,
    kind: slices.some((slice) => slice.amountFen < 0) ? 'bars' : 'ring',
    slices: slices.map((slice) => ({
      ...slice,
      text: textIn(unit, slice.amountFen),
      share: percent(rateBp(slice.amountFen, total)),
      value: heightIn(unit, slice.amountFen),
    })),
  };
}

/** The largest by size whatever the sign, in their order: a big return must not vanish in the pool. */
function pickLargest<T extends { amountFen: number }>(parts: T[], count: number): T[] {
  const largest = new Set([...parts].sort((a, b) => Math.abs(b.amountFen) - Math.abs(a.amountFen)).slice(0, count));
  return parts.filter((row) => largest.has(row));
}
