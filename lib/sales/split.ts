import type { Day } from '@/db/columns';
import type { FieldErrors, Message } from '../action-core';
import { addMonths, isDay } from '../days';
import { yuan } from '../format';
import { decimalString, divideRounded, parseDecimal } from '../money';
import { readAmount } from './amounts';

// How a sale's amount is split into 分期 (R18): by percent or by amount, the rest into the last part. Shared by the form,
// which shows what comes of it while it is typed, and the action, which decides it.

export type PartRow = { share: string; dueOn: string };
/** A part with the row it stands in; `amountFen` null where it can't be read. */
export type SplitPart = { row: number; dueOn: Day; amountFen: number };
export const mostParts = 36;

type Share = { bp: number } | { fen: number } | null;

/** `30%`, an amount, or nothing; `problem` for anything else. */
export function readShare(text: string): Share | { problem: Message } {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  if (plain.endsWith('%')) {
    const bp = parseDecimal(plain.slice(0, -1), 2);
    return bp !== null && bp > 0 && bp <= 10_000 ? { bp } : { problem: { key: 'payments.instalments.percent' } };
  }
  const typed = readAmount(plain);
  if ('problem' in typed)
    return { problem: { key: `payments.problem.${typed.problem === 'unreadable' ? 'share' : typed.problem}` } };
  if (typed.value === null) return null;
  return typed.value > 0 ? { fen: typed.value } : { problem: { key: 'payments.instalments.notAbove0' } };
}

/**
 * The parts of an amount, or what is wrong beside each field. Rows left empty don't count. The last part takes the rest
 * when its share is left out, and when all are percent and make 100.
 */
export function splitParts(rows: readonly PartRow[], amountFen: number): { parts: SplitPart[]; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const wrong = (row: number, field: keyof PartRow, message: Message) => {
    errors[`parts.${row}.${field}`] ??= [message];
  };
  const filled = rows.flatMap((row, index) =>
    row.share.trim() === '' && row.dueOn.trim() === '' ? [] : [{ ...row, row: index, read: readShare(row.share) }],
  );
  for (const [index, { row, dueOn, read }] of filled.entries()) {
    if (read && 'problem' in read) wrong(row, 'share', read.problem);
    if (read === null && index < filled.length - 1) wrong(row, 'share', { key: 'form.required' });
    if (dueOn.trim() === '') wrong(row, 'dueOn', { key: 'form.required' });
    else if (!isDay(dueOn)) wrong(row, 'dueOn', { key: 'payments.problem.day' });
    else if (index > 0 && dueOn <= (filled[index - 1]?.dueOn ?? ''))
      wrong(row, 'dueOn', { key: 'payments.instalments.notLater' });
  }
  const shares = filled.map(({ read }) => (read && 'problem' in read ? null : read));
  const amounts = amountsOf(shares, amountFen);
  const parts = filled.map(({ row, dueOn }, index) => ({ row, dueOn, amountFen: amounts[index] as number }));
  const last = filled.at(-1);
  if (last && Object.keys(errors).every((name) => !name.endsWith('.share'))) {
    const problem = sumProblem(shares, amounts, amountFen);
    if (problem) wrong(last.row, 'share', problem);
  }
  return { parts, errors };
}

const isPercent = (share: Share): share is { bp: number } => share !== null && 'bp' in share;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Each part rounded half up, the last whatever is left where it is left out or percents make 100. */
function amountsOf(shares: readonly Share[], amountFen: number): number[] {
  const amounts = shares.map((share) =>
    share === null
      ? 0
      : 'fen' in share
        ? share.fen
        : Number(divideRounded(BigInt(amountFen) * BigInt(share.bp), 10_000n)),
  );
  const takesRest = shares.at(-1) === null || makesWhole(shares);
  return takesRest && amounts.length > 0 ? [...amounts.slice(0, -1), amountFen - sum(amounts.slice(0, -1))] : amounts;
}

const makesWhole = (shares: readonly Share[]) =>
  shares.every(isPercent) && sum(shares.map((share) => (isPercent(share) ? share.bp : 0))) === 10_000;

function sumProblem(shares: readonly Share[], amounts: readonly number[], amountFen: number): Message | null {
  if (shares.every(isPercent) && !makesWhole(shares)) {
    const total = sum(shares.map((share) => (isPercent(share) ? share.bp : 0)));
    return {
      key: 'payments.instalments.percentSum',
      params: { total: `${decimalString(total, 2).replace(/\.?0+$/, '')}%` },
    };
  }
  const difference = sum(amounts) - amountFen;
  const rest = shares.at(-1) === null ? (amounts.at(-1) ?? 0) : null;
  if (rest !== null && rest <= 0) return { key: 'payments.instalments.nothingLeft' };
  if (amounts.some((amount) => amount <= 0)) return { key: 'payments.instalments.notAbove0' };
  if (difference === 0) return null;
  return {
    key: `payments.instalments.${difference > 0 ? 'tooMuch' : 'tooLittle'}`,
    params: { amount: yuan(amountFen), difference: yuan(Math.abs(difference)) },
  };
}

/** Usual ways to split, by name in the address: shares in percent, or a number of even parts. */
export const plans = ['30-60-10', '50-50', 'even-3', 'even-6', 'even-12'] as const;
export type Plan = (typeof plans)[number];

/** The rows of a plan, a month apart from the first day on. */
export function planRows(plan: Plan, first: Day, amountFen: number): PartRow[] {
  const [, even] = /^even-(\d+)$/.exec(plan) ?? [];
  const each = even ? Math.floor(amountFen / Number(even)) : 0;
  const shares = even
    ? Array.from({ length: Number(even) }, (_, index) => (index === Number(even) - 1 ? '' : decimalString(each, 2)))
    : plan.split('-').map((percent) => `${percent}%`);
  return shares.map((share, index) => ({ share, dueOn: addMonths(first, index) }));
}
