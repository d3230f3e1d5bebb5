import type { Fen } from '@/db/columns';
import type { ShareDimension } from '../analysis/address';
import type { Figure, FigureRow, Report, TrendPoint } from '../analysis/types';
import type { Translate } from '../i18n/translator';
import { averageFen, sumFen } from '../money';
import type { Period } from '../period';
import { growthBp, rateBp } from '../rates';

/** Who took a file, when and over what: stated on every first sheet and page head (R38). */
export type FileHead = {
  company: string;
  madeBy: string;
  /** "2026-03-31 12:00" in the company's time zone. */
  madeAt: string;
  scope: string;
  /** "团队：一组"; empty when nothing is filtered. */
  filters: string[];
  /** Made of invented data: every file says so. */
  isDemo: boolean;
};

/** Company and report as they head a file; a demo's says what it is. */
export const headOf = (t: Translate, head: Pick<FileHead, 'company' | 'isDemo'>, title: string): string =>
  `${t('exports.report.head', { company: head.company, title }).trim()}${head.isDemo ? t('exports.demoMark') : ''}`;

/** Everything an analysis file shows, whichever its format. */
export type AnalysisFile = {
  head: FileHead;
  periodName: string;
  report: Report;
  trend: TrendPoint[];
  share: { by: ShareDimension; rows: FigureRow[] };
  alert: { line: number; days: number };
};

/** 2026 年第 1 季度; a fiscal year that isn't the calendar's is called so. */
export function periodName(t: Translate, period: Period, fiscalStart: number): string {
  const [year = '', part = ''] = period.key.split('-');
  const fiscal = fiscalStart !== 1;
  switch (period.kind) {
    case 'month':
      return t('analysis.period.month', { year, month: Number(part) });
    case 'quarter':
      return t(fiscal ? 'analysis.period.fiscalQuarter' : 'analysis.period.quarter', { year, quarter: part.slice(1) });
    case 'year':
      return t(fiscal ? 'analysis.period.fiscalYear' : 'analysis.period.year', { year });
    default:
      return t('exports.range', { from: period.from, to: period.to });
  }
}

/** 预警 in words: behind its target, or owed for too long (R30). */
export function alertsOf(t: Translate, row: FigureRow, file: Pick<AnalysisFile, 'alert' | 'report'>): string[] {
  const { line, days } = file.alert;
  const behind = file.report.isRunning ? 'exports.analysis.behindPace' : 'exports.analysis.behind';
  return [
    ...(row.isBehind ? [t(behind, { line })] : []),
    ...(row.hasLongOverdue ? [t('exports.analysis.longOverdue', { days })] : []),
  ];
}

/** Amounts that add up over every dimension (R27). */
const sums = [
  'amountFen',
  'yoyDifferenceFen',
  'popDifferenceFen',
  'collectedFen',
  'cashFen',
  'openingFen',
  'pendingFen',
  'receivableFen',
  'overdueFen',
  'creditFen',
] as const satisfies readonly (keyof Figure)[];
export type PooledRow = Pick<Figure, (typeof sums)[number] | 'orders' | 'targetFen' | 'shortfallFen' | 'attainmentBp'> &
  Pick<Figure, 'yoyBp' | 'popBp' | 'collectionBySigningBp' | 'perOrderFen'>;

/** Many rows as one line: sums of what adds up, rates of the sums. Customers don't add up and are left out (R27). */
export function pool(rows: readonly FigureRow[]): PooledRow {
  const total = Object.fromEntries(sums.map((name) => [name, sumFen(rows.map((row) => row[name]))])) as Record<
    (typeof sums)[number],
    Fen
  >;
  const targets = rows.map((row) => row.targetFen).filter((target) => target !== null);
  const targetFen = targets.length > 0 ? sumFen(targets) : null;
  const orders = rows.reduce((sum, row) => sum + row.orders, 0);
  return {
    ...total,
    orders,
    targetFen,
    shortfallFen: targetFen === null ? null : sumFen([total.amountFen, -targetFen]),
    attainmentBp: rateBp(total.amountFen, targetFen),
    yoyBp: growthBp(total.amountFen, total.amountFen - total.yoyDifferenceFen),
    popBp: growthBp(total.amountFen, total.amountFen - total.popDifferenceFen),
    collectionBySigningBp: rateBp(total.collectedFen, total.amountFen),
    perOrderFen: averageFen(total.amountFen, orders),
  };
}
