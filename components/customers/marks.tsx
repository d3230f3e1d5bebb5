import { TriangleAlert } from 'lucide-react';
import type { Day } from '@/db/columns';
import type { Level } from '@/db/schema/customers';
import { daysBetween } from '@/lib/days';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';

/** Levels differ by weight, not by colour. */
export async function LevelMark({ level }: { level: Level }) {
  const t = await getT();
  return <span className={`level level-${level}`}>{t(`customers.level.${level}`)}</span>;
}

export async function OverdueBadge({ since, today }: { since: Day | null; today: Day }) {
  const t = await getT();
  if (since === null) return <span className="none">{none}</span>;
  return (
    <span className="badge badge-sm badge-soft badge-error">
      <TriangleAlert aria-hidden />
      {t('customers.late', { days: daysBetween(since, today) })}
    </span>
  );
}

/** The next follow-up's day, or for how long it has been late. */
export async function NextDue({ day, today }: { day: Day | null; today: Day }) {
  const t = await getT();
  if (day === null) return <span className="none">{none}</span>;
  if (day >= today) return day;
  return (
    <span className="alert-mark" title={day}>
      <TriangleAlert aria-hidden />
      {t('customers.late', { days: daysBetween(day, today) })}
    </span>
  );
}
