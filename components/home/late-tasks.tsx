import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { LateTasks as Late } from '@/lib/home/queries/tasks';
import type { Translate } from '@/lib/i18n/translator';
import { Band, LinkRow, Nothing } from './band';

/** Follow-ups past their day, by whose they are. */
export function LateTasks({ late, t }: { late: Late[]; t: Translate }) {
  const tasks = late.reduce((sum, row) => sum + row.tasks, 0);
  return (
    <Band
      id="late"
      title={t('home.late.title')}
      beside={
        tasks > 0 && (
          <Link className="alert-mark text-sm hover:underline" href="/follow-ups?due=late" prefetch={false}>
            <TriangleAlert aria-hidden />
            {t('home.late.count', { count: tasks })}
          </Link>
        )
      }
    >
      {tasks === 0 && <Nothing>{t('home.late.none')}</Nothing>}
      <ul>
        {late.map((row) => (
          <LinkRow
            key={row.personId ?? 0}
            href={`/follow-ups?due=late&person=${row.personId ?? 'none'}`}
            className="min-h-11!"
          >
            <span className="min-w-0 flex-1 truncate">{row.name ?? t('home.late.nobody')}</span>
            <span className="caption shrink-0">{t('home.late.days', { days: row.days })}</span>
            <span className="w-14 shrink-0 text-right font-semibold">{t('home.late.count', { count: row.tasks })}</span>
          </LinkRow>
        ))}
      </ul>
    </Band>
  );
}
