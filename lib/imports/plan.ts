import { sumFen } from '../money';
import type { JudgedRow, JudgedSheet, Judgement, Problem, RowAction, SaleValues } from './judgement';

export type Counts = Record<RowAction, number>;

export const countRows = (rows: readonly JudgedRow[]): Counts => {
  const counts: Counts = { create: 0, update: 0, duplicate: 0, refuse: 0, ask: 0, ignore: 0 };
  for (const { action } of rows) counts[action]++;
  return counts;
};

export type RowsWanted = 'all' | 'good';
export type Plan = {
  sheets: (JudgedSheet & { counts: Counts })[];
  counts: Counts;
  /** Rows that publishing writes something for. */
  writing: number;
  /** Sum of the sales to be written, reversals included. */
  amountFen: number;
  /** Questions without an answer. */
  open: number;
};

export function planOf({ sheets, questions }: Judgement): Plan {
  const counted = sheets.map((sheet) => ({ ...sheet, counts: countRows(sheet.rows) }));
  const counts = countRows(sheets.flatMap(({ rows }) => rows));
  return {
    sheets: counted,
    counts,
    writing: counts.create + counts.update,
    amountFen: sumFen(salesOf(sheets).map(({ amountFen }) => amountFen)),
    open: questions.filter(({ answer }) => answer === null).length,
  };
}

/** Why a plan can't be published, as a key of messages/zh/imports.ts `refused`; null when it can. */
export function whatRefuses(plan: Plan, rows: RowsWanted): 'questions' | 'rows' | 'nothing' | null {
  if (plan.open > 0) return 'questions';
  if (rows === 'all' && plan.counts.refuse > 0) return 'rows';
  return plan.writing === 0 ? 'nothing' : null;
}

export const valuesOf = <K extends 'customers' | 'sales' | 'followups'>(sheets: readonly JudgedSheet[], kind: K) =>
  sheets.flatMap(({ rows }) =>
    rows.flatMap(({ values }) =>
      values?.kind === kind ? [values as Extract<NonNullable<JudgedRow['values']>, { kind: K }>] : [],
    ),
  );

const salesOf = (sheets: readonly JudgedSheet[]): SaleValues[] => valuesOf(sheets, 'sales');

export type PointedOut = { sheet: string; problem: Problem }[];

/** What someone should read about a file: refused, skipped and doubtful rows, not what was simply read right. */
export const pointedOut = ({ sheets }: Judgement): PointedOut =>
  sheets.flatMap(({ name, rows }) =>
    rows.flatMap(({ problems }) =>
      problems
        .filter(({ action }) => action === 'reject' || action === 'duplicate' || action === 'warn')
        .map((problem) => ({ sheet: name, problem })),
    ),
  );
