import { CircleHelp, CircleX } from 'lucide-react';
import { getT } from '@/lib/i18n/request';
import type { RowAction } from '@/lib/imports/judgement';

const looks: Record<RowAction, string> = {
  create: 'badge-soft badge-success',
  update: 'badge-soft badge-info',
  ask: 'badge-soft badge-warning',
  refuse: 'badge-soft badge-error',
  duplicate: 'badge-idle',
  ignore: 'badge-idle',
};

/** What becomes of a row, in a word. */
export async function ActionBadge({ action }: { action: RowAction }) {
  const t = await getT();
  return (
    <span className={`badge badge-sm ${looks[action]}`}>
      {action === 'ask' && <CircleHelp aria-hidden />}
      {action === 'refuse' && <CircleX aria-hidden />}
      {t(`imports.action.${action}`)}
    </span>
  );
}
