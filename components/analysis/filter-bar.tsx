import { ChevronDown, ChevronLeft, ChevronRight, Plus, X } from 'lucide-react';
import Link from 'next/link';
import type { Day } from '@/db/columns';
import { type AnalysisAddress, analysisHref, analysisQuery, filterNames } from '@/lib/analysis/address';
import type { FilterOption, FilterOptions } from '@/lib/analysis/queries/options';
import type { FigureFilter, Report } from '@/lib/analysis/types';
import type { Translate } from '@/lib/i18n/translator';
import { periodOf, stepPeriod } from '@/lib/period';
import { FilterForm } from './filter-form';
import { Pop } from './pop';
import { periodName, rangeText } from './words';

export type FilterName = keyof FigureFilter;

type Props = {
  address: AnalysisAddress;
  report: Report;
  options: FilterOptions;
  fiscalStart: number;
  today: Day;
  t: Translate;
};

/** One row, every control a link or a plain form: the whole state stands in the address. */
export function FilterBar(props: Props) {
  const { address, options, fiscalStart, t } = props;
  const fields = filterNames.flatMap((name) => {
    const choices = options[name] ?? [];
    const choice = ({ value, label }: FilterOption): [string, string] => [value, label];
    return choices.length === 0
      ? []
      : [
          {
            name,
            label: t(`analysis.by.${name}`),
            value: address.filter[name] ?? '',
            options: choices.map(choice),
          },
        ];
  });
  const active = filterNames.filter((name) => address.filter[name]);
  return (
    <div className="filter-bar h-auto! min-h-12 flex-wrap py-2 max-sm:px-4">
      <Kinds {...props} />
      <Stepper {...props} />
      {(['team', 'line'] as const).map((name) => {
        const choices = options[name];
        return choices && choices.length > 1 && !address.filter[name] ? (
          <Choice key={name} name={name} choices={choices} address={address} t={t} />
        ) : null;
      })}
      {active.map((name) => (
        <ActiveFilter key={name} name={name} address={address} options={options} t={t} />
      ))}
      <Pop
        id="filters"
        className="chip cursor-pointer border-dashed"
        button={
          <>
            <Plus aria-hidden />
            {t('analysis.filters')}
          </>
        }
      >
        <FilterForm
          fields={fields}
          kept={keptBy(
            address,
            fields.map(({ name }) => name),
          )}
          any={t('analysis.any')}
          submit={t('analysis.apply')}
        />
      </Pop>
      {active.length > 1 && (
        <Link prefetch={false} className="link-quiet" href={analysisHref(address, { filter: {} })}>
          {t('analysis.clear')}
        </Link>
      )}
      <span className="sr-only" role="status">
        {periodName(t, address.period, fiscalStart)}
      </span>
    </div>
  );
}

/** 月 季 年: the period of that kind around the end of the one shown (today, while it runs). */
function Kinds({ address, report, fiscalStart, t }: Props) {
  const kinds = ['month', 'quarter', 'year'] as const;
  return (
    <nav className="seg max-sm:grid max-sm:w-full max-sm:grid-cols-4" aria-label={t('analysis.kind')}>
      {kinds.map((kind) => (
        <Link
          key={kind}
          prefetch={false}
          className="justify-center aria-[current]:bg-base-100 aria-[current]:font-semibold aria-[current]:text-base-content aria-[current]:shadow-[0_0_0_1px_var(--line-strong)]"
          href={analysisHref(address, { period: periodOf(kind, report.range.to, fiscalStart) })}
          aria-current={address.period.kind === kind ? 'true' : undefined}
        >
          {t(`analysis.kinds.${kind}`)}
        </Link>
      ))}
      <span className="p-0!">
        <Pop
          id="range"
          className="h-full flex-1 cursor-pointer px-3"
          button={
            <span className={address.period.kind === 'range' ? 'font-semibold text-base-content' : undefined}>
              {t('analysis.custom')}
            </span>
          }
        >
          <form action="/analysis" className="flex items-end gap-2 p-2 max-sm:flex-col max-sm:items-stretch">
            {keptBy(address, ['period']).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {(['from', 'to'] as const).map((name) => (
              <label key={name}>
                <span className="field-label">{t(`analysis.${name}`)}</span>
                <input type="date" name={name} required defaultValue={report.range[name]} className="input" />
              </label>
            ))}
            <button type="submit" className="btn btn-line">
              {t('analysis.apply')}
            </button>
          </form>
        </Pop>
      </span>
    </nav>
  );
}

function Stepper({ address, fiscalStart, today, t }: Props) {
  const { period } = address;
  const [before, after] = [stepPeriod(period, -1, fiscalStart), stepPeriod(period, 1, fiscalStart)];
  return (
    <div className="join max-sm:w-full">
      <Link
        prefetch={false}
        className="btn btn-line join-item px-2"
        href={analysisHref(address, { period: before })}
        aria-label={t('analysis.before')}
      >
        <ChevronLeft aria-hidden />
      </Link>
      <span className="btn btn-line join-item pointer-events-none font-semibold max-sm:flex-1">
        {periodName(t, period, fiscalStart)}
        <span className="caption font-normal">{rangeText(t, period, { years: period.kind === 'range' })}</span>
      </span>
      {after.from > today ? (
        <button type="button" className="btn btn-line join-item px-2" disabled aria-label={t('analysis.after')}>
          <ChevronRight aria-hidden />
        </button>
      ) : (
        <Link
          prefetch={false}
          className="btn btn-line join-item px-2"
          href={analysisHref(address, { period: after })}
          aria-label={t('analysis.after')}
        >
          <ChevronRight aria-hidden />
        </Link>
      )}
    </div>
  );
}

function Choice({
  name,
  choices,
  address,
  t,
}: {
  name: FilterName;
  choices: { value: string; label: string }[];
  address: AnalysisAddress;
  t: Translate;
}) {
  return (
    <Pop
      id={`choose-${name}`}
      className="chip cursor-pointer max-sm:hidden"
      button={
        <>
          {t(`analysis.by.${name}`)}：{t('analysis.any')}
          <ChevronDown aria-hidden />
        </>
      }
    >
      {choices.slice(0, 30).map(({ value, label }) => (
        <Link
          key={value}
          prefetch={false}
          href={analysisHref(address, { filter: { ...address.filter, [name]: value } })}
        >
          {label}
        </Link>
      ))}
    </Pop>
  );
}

function ActiveFilter({
  name,
  address,
  options,
  t,
}: {
  name: FilterName;
  address: AnalysisAddress;
  options: FilterOptions;
  t: Translate;
}) {
  const { [name]: value, ...others } = address.filter;
  const label = options[name]?.find((option) => option.value === value)?.label ?? value;
  const text = `${t(`analysis.by.${name}`)}：${label}`;
  return (
    <Link
      prefetch={false}
      className="chip max-w-full border-primary bg-selected font-semibold text-base-content"
      href={analysisHref(address, { filter: others })}
      aria-label={t('analysis.remove', { name: text })}
    >
      <span className="truncate">{text}</span>
      <X aria-hidden className="size-3.5" />
    </Link>
  );
}

/** What a form of the bar doesn't ask travels along as it is. */
const keptBy = (address: AnalysisAddress, asked: readonly string[]): [string, string][] =>
  [...new URLSearchParams(analysisQuery(address))].filter(([name]) => !asked.includes(name));
