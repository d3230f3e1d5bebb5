import { trend, yuanShortText } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import type { Period, Range } from '@/lib/period';

/** "2026 年第 1 季度"; with another first month than January, a fiscal year is called one. */
export function periodName(t: Translate, period: Period, fiscalStart: number): string {
  const year = period.key.slice(0, 4);
  if (period.kind === 'month') return t('analysis.period.month', { year, month: Number(period.key.slice(5)) });
  if (period.kind === 'quarter')
    return t(fiscalStart === 1 ? 'analysis.period.quarter' : 'analysis.period.fiscalQuarter', {
      year,
      quarter: period.key.slice(-1),
    });
  if (period.kind === 'year')
    return t(fiscalStart === 1 ? 'analysis.period.year' : 'analysis.period.fiscalYear', { year });
  return t('analysis.period.range');
}

/** "01-01 ～ 03-31"; with the year of `from`, and of `to` where it is another. */
export function rangeText(t: Translate, { from, to }: Range, { years = true } = {}): string {
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  return t('analysis.period.days', {
    from: years || !isSameYear ? from : from.slice(5),
    to: isSameYear ? to.slice(5) : to,
  });
}

/** "多 61.87 万", "少 …", "持平". */
export function differenceWords(t: Translate, difference: number): string {
  if (difference === 0) return t('analysis.same');
  const amount = yuanShortText(Math.abs(difference));
  return difference > 0 ? t('analysis.moreBy', { amount }) : t('analysis.lessBy', { amount });
}

/** "▲ 同比 +18.42%"; `--` without a base. */
export function growthWords(t: Translate, word: string, bp: number | null): string {
  const [first = '', rate] = trend(bp).split(' ');
  return rate === undefined
    ? t('analysis.growth', { word, rate: first })
    : `${first} ${t('analysis.growth', { word, rate })}`;
}
