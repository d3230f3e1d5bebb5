import { yuan } from '@/lib/format';
import type { Gap } from '@/lib/targets/gaps';
import type { targets } from '@/messages/zh/targets';

export type Texts = typeof targets;

export const fill = (text: string, params: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

/** 差 1,200.00, 已分完, 多分 300.00. */
export const gapWords = ({ key, fen }: Gap, texts: Texts, show: (fen: number) => string = yuan): string =>
  fill(texts.gaps[key], { amount: show(fen) });

/** The year's gap, with the quarters that have one of their own: a year that adds up can hide two that don't. */
export function yearGapWords({ year, quarters }: { year: Gap | null; quarters: (Gap | null)[] }, texts: Texts): string {
  if (year === null) return '';
  const uneven = quarters.flatMap((gap, quarter) =>
    gap && gap.key !== 'even' ? [fill(texts.gaps.quarter, { quarter: quarter + 1, gap: gapWords(gap, texts) })] : [],
  );
  const whole = fill(texts.gaps.year, { gap: gapWords(year, texts) });
  return uneven.length > 0 ? fill(texts.gaps.detailed, { whole, quarters: uneven.join('，') }) : whole;
}
