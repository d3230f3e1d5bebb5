import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { Query } from '@/lib/address';
import type { Chain } from '@/lib/audit/verify';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';

/**
 * Whether anybody touched the trail (R41). By a button: it reads every row, which is too long for each look at the page.
 * It only reads, so its form is one that asks for an address.
 */
export async function ChainCheck({ checked, query }: { checked: (Chain & { at: string }) | null; query: Query }) {
  const t = await getT();
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-6 py-2 text-sm max-sm:px-4">
      {checked ? (
        <p role="status" className="flex min-w-0 items-center gap-2">
          {checked.brokenAt === null ? (
            <>
              <ShieldCheck className="shrink-0 text-primary" aria-hidden />
              <strong>{t('audit.check.whole', { n: count(checked.count) })}</strong>
            </>
          ) : (
            <>
              <ShieldAlert className="shrink-0 text-error" aria-hidden />
              <strong className="text-error">{t('audit.check.broken', { seq: checked.brokenAt })}</strong>
            </>
          )}
          <span className="caption shrink-0">{t('audit.check.at', { at: checked.at })}</span>
        </p>
      ) : (
        <p className="min-w-0 text-ink-2">{t('audit.check.text')}</p>
      )}
      <form action="/settings/audit" className="ml-auto">
        {Object.entries({ ...query, check: '1' }).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <button type="submit" className="btn btn-line">
          {t('audit.check.button')}
        </button>
      </form>
    </div>
  );
}
