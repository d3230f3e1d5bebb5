import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { unassignedCount } from '@/lib/home/queries/unassigned';
import type { Translate } from '@/lib/i18n/translator';

type Props = ReturnType<typeof unassignedCount> & { t: Translate };

/** 待分配, and what people who are disabled still have: a line each, while there is anything to give to somebody. */
export function Unassigned({ waiting, left, t }: Props) {
  const lines = [
    { n: waiting, text: t('home.unassigned.count', { count: waiting }), owner: 'none', go: t('home.unassigned.go') },
    { n: left, text: t('home.unassigned.left', { count: left }), owner: 'left', go: t('home.unassigned.handOver') },
  ].filter(({ n }) => n > 0);
  if (lines.length === 0) return null;
  return (
    <section className="band sm:mt-0 sm:border-t-0" aria-label={t('home.unassigned.title')}>
      {lines.map(({ text, owner, go }) => (
        <Link
          key={owner}
          className="flex min-h-12 items-center gap-2 px-4 hover:bg-hover sm:px-6"
          href={`/customers?owner=${owner}`}
          prefetch={false}
        >
          <strong>{text}</strong>
          <span className="link-quiet ml-auto text-sm">{go}</span>
          <ChevronRight className="text-ink-3" aria-hidden />
        </Link>
      ))}
    </section>
  );
}
