import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { Translate } from '@/lib/i18n/translator';

/** 待分配: one line, while there is anything to give to somebody. */
export const Unassigned = ({ n, t }: { n: number; t: Translate }) =>
  n === 0 ? null : (
    <section className="band sm:mt-0 sm:border-t-0" aria-label={t('home.unassigned.title')}>
      <Link
        className="flex min-h-12 items-center gap-2 px-4 hover:bg-hover sm:px-6"
        href="/customers?owner=none"
        prefetch={false}
      >
        <strong>{t('home.unassigned.count', { count: n })}</strong>
        <span className="link-quiet ml-auto text-sm">{t('home.unassigned.go')}</span>
        <ChevronRight className="text-ink-3" aria-hidden />
      </Link>
    </section>
  );
