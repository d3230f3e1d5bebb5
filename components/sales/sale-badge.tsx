import { TriangleAlert } from 'lucide-react';
import { getT } from '@/lib/i18n/request';
import type { SaleMark } from '@/lib/sales/mark';

const looks: Record<SaleMark['word'], string> = {
  void: 'badge-idle line-through',
  rejected: 'badge-idle line-through',
  pending: 'badge-soft badge-warning',
  reversal: 'badge-idle',
  reversed: 'badge-idle',
  credit: 'badge-soft badge-warning',
  paid: 'badge-soft badge-success',
  partial: 'badge-soft badge-warning',
  unpaid: 'badge-idle',
  overdue: 'badge-soft badge-error',
};

/** A sale's status in colour and words (R18). */
export async function SaleBadge({ mark }: { mark: SaleMark }) {
  const t = await getT();
  return (
    <span className={`badge badge-sm ${looks[mark.word]}`}>
      {mark.word === 'overdue' && <TriangleAlert aria-hidden />}
      {mark.word === 'overdue' ? t('sales.mark.overdue', { days: mark.days }) : t(`sales.mark.${mark.word}`)}
    </span>
  );
}
