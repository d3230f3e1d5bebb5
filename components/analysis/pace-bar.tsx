import type { Report } from '@/lib/analysis/types';
import { percent } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { clampedPercent } from './view';

/** The bar is what is done, the mark across it the share of working days gone; nothing without a target. */
export function PaceBar({ report: { total, pace, isRunning }, t }: { report: Report; t: Translate }) {
  if (total.attainmentBp === null) return null;
  const label = t('analysis.attainment.paceLabel', { done: percent(total.attainmentBp), pace: percent(pace.bp) });
  return (
    <div className="pace my-1.5" role="img" aria-label={label}>
      <i className={total.isBehind ? 'bg-error!' : undefined} style={{ width: clampedPercent(total.attainmentBp) }} />
      {isRunning && <b style={{ left: clampedPercent(pace.bp) }} />}
    </div>
  );
}
