import { Download } from 'lucide-react';
import Link from 'next/link';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { ImportResult } from '@/lib/imports/writes';
import { CountStrip } from './counts';
import { ImportHead } from './head';

/** What an import wrote, and the way to it. */
export async function Result({ id, fileName, result }: { id: number; fileName: string; result: ImportResult }) {
  const t = await getT();
  const { written, counts } = result;
  const places = [
    { href: '/customers', label: t('imports.open.customers'), isShown: written.customers > 0 },
    { href: '/sales?state=all', label: t('imports.open.sales'), isShown: written.sales > 0 },
    { href: '/follow-ups', label: t('imports.open.followups'), isShown: written.followups > 0 },
  ].filter(({ isShown }) => isShown);
  return (
    <>
      <ImportHead fileName={fileName} sheets={result.sheets} judged={null} />
      <CountStrip
        written
        counts={counts}
        amountFen={result.amountFen}
        beside={{
          refuse: (
            <a className="link-quiet flex items-center gap-1 text-sm" href={`/api/imports/${id}/problems`} download>
              <Download className="size-3.5" aria-hidden />
              {t('imports.downloadProblems')}
            </a>
          ),
        }}
      />
      <section className="px-6 py-6 max-sm:px-4">
        <h2 className="text-lg">{t('imports.published', { rows: count(counts.create + counts.update) })}</h2>
        <p className="mt-1 text-sm text-ink-2">
          {t('imports.publishedText', {
            customers: count(written.customers),
            sales: count(written.sales),
            payments: count(written.payments),
            followups: count(written.followups),
          })}
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          {places.map(({ href, label }, index) => (
            <Link key={href} className={`btn ${index === 0 ? 'btn-primary' : 'btn-line'}`} href={href} prefetch={false}>
              {label}
            </Link>
          ))}
          <Link className="btn btn-ghost" href="/imports" prefetch={false}>
            {t('imports.open.another')}
          </Link>
        </div>
      </section>
    </>
  );
}
