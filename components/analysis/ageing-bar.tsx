import Link from 'next/link';
import type { Ageing, Report } from '@/lib/analysis/types';
import { percent, yuanShort, yuanShortText } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { rateBp } from '@/lib/rates';
import { salesHref } from '@/lib/sales/filters';
import type { Settings } from '@/lib/settings/settings';
import { recordsOf } from './view';

const parts: readonly (keyof Ageing)[] = ['current', 'days30', 'days60', 'days90', 'days180', 'older'];
const colours: Record<keyof Ageing, string> = {
  current: 'bg-(--age-0)',
  days30: 'bg-(--age-1)',
  days60: 'bg-(--age-2)',
  days90: 'bg-(--age-3)',
  days180: 'bg-(--age-4)',
  older: 'bg-(--age-5)',
};

/** 应收账龄 (R21): six parts that sum to the receivables, each opening its sales. */
export function AgeingBar({ report, settings, t }: { report: Report; settings: Settings; t: Translate }) {
  const { ageing, receivableFen } = report.total;
  const { balance } = recordsOf(report);
  const share = (part: keyof Ageing) => percent(rateBp(ageing[part], receivableFen));
  return (
    <section className="border-b border-line px-6 py-3.5 max-sm:px-4" aria-labelledby="ageing">
      <div className="section-head flex-wrap">
        <h2 id="ageing">{t('analysis.ageing.title')}</h2>
        {receivableFen === 0 ? (
          <span className="caption">{t('analysis.ageing.none')}</span>
        ) : (
          <>
            <span className="caption">
              {t('analysis.ageing.total', {
                amount: yuanShortText(receivableFen),
                days: settings.alertOverdueDays + 1,
              })}
            </span>
            <Link
              prefetch={false}
              className="link-quiet ml-auto text-sm"
              href={salesHref({ ...balance, owing: 'any' })}
            >
              {t('analysis.ageing.see')}
            </Link>
          </>
        )}
      </div>
      {receivableFen > 0 && (
        <>
          <div
            className="mt-2.5 flex h-2.5 gap-0.5"
            role="img"
            aria-label={`${t('analysis.ageing.label')}：${parts.map((part) => `${t(`analysis.ageing.${part}`)} ${share(part)}`).join('，')}`}
          >
            {parts
              .filter((part) => ageing[part] > 0)
              .map((part) => (
                <i
                  key={part}
                  className={`min-w-0.5 first:rounded-l last:rounded-r ${colours[part]}`}
                  style={{ flex: ageing[part] }}
                />
              ))}
          </div>
          <dl className="mt-2.5 grid grid-cols-6 gap-4 text-sm max-lg:grid-cols-3 max-sm:grid-cols-2 max-sm:gap-y-2">
            {parts.map((part) => {
              const { value, unit } = yuanShort(ageing[part]);
              return (
                <div key={part}>
                  <dt className="caption flex items-center gap-1.5">
                    <i className={`size-2 rounded-sm ${colours[part]}`} aria-hidden />
                    {t(`analysis.ageing.${part}`)}
                  </dt>
                  <dd className="mt-0.5">
                    {ageing[part] === 0 ? (
                      <span className="none">{value}</span>
                    ) : (
                      <Link
                        prefetch={false}
                        className="font-semibold hover:text-primary max-sm:-my-2 max-sm:inline-block max-sm:py-2"
                        href={salesHref({ ...balance, owing: part })}
                      >
                        {value}
                      </Link>
                    )}{' '}
                    <span className="text-ink-2">
                      {unit}，{share(part)}
                    </span>
                  </dd>
                </div>
              );
            })}
          </dl>
        </>
      )}
    </section>
  );
}
