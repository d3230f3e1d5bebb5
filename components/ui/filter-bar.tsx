import { ChevronDown, ListFilter, Plus, Search, X } from 'lucide-react';
import Link from 'next/link';
import type { Query } from '@/lib/address';
import { hrefWith } from '@/lib/address';
import { getT } from '@/lib/i18n/request';

export type Choice = { value: string; label: string };
/** One filter of a list. A choice is one value of the address; days are two, `from` and `to`. */
export type Filter =
  | { kind: 'choice'; name: string; label: string; choices: readonly Choice[]; usual?: string }
  | { kind: 'days'; name: 'days'; label: string; presets: readonly { label: string; from: string; to: string }[] };

type Props = {
  path: string;
  query: Query;
  search: string;
  /** In the row on a desktop; the others wait behind 筛选. */
  filters: readonly Filter[];
  more?: readonly Filter[];
  /** What 重置 leaves as it is: a tab is no filter. */
  keep?: readonly string[];
};

/**
 * The one row of filters above a list. Every control is a link or a form that only reads, so the whole state stands in
 * the address and nothing needs JavaScript. On a phone: the search field, 筛选, and what is active.
 */
export async function FilterBar({ path, query, search, filters, more = [], keep = [] }: Props) {
  const t = await getT();
  const all = [...filters, ...more];
  const active = all.filter((filter) => isActive(filter, query));
  const isNarrowed = active.length > 0 || Boolean(query.q);
  const whole = hrefWith(path, Object.fromEntries(keep.map((name) => [name, query[name]])));
  return (
    <search className="block">
      <div className="filter-bar h-auto min-h-12 flex-wrap py-2 max-sm:px-4">
        <form action={path} className="flex min-w-0 max-sm:flex-1">
          <Hidden query={query} except={['q']} />
          <label className="input w-60 max-sm:w-full">
            <Search className="text-ink-3" aria-hidden />
            <input
              key={query.q}
              type="search"
              name="q"
              defaultValue={query.q}
              placeholder={search}
              aria-label={t('lists.search')}
            />
          </label>
        </form>
        {filters.map((filter) => (
          <FilterMenu key={filter.name} filter={filter} path={path} query={query} />
        ))}
        <MoreFilters path={path} query={query} whole={whole} filters={filters} more={more} />
        {isNarrowed && (
          <Link className="link-quiet max-sm:hidden" href={whole} prefetch={false}>
            {t('lists.reset')}
          </Link>
        )}
      </div>
      <ActiveChips path={path} query={query} filters={active} inRow={filters} />
    </search>
  );
}

const isActive = (filter: Filter, query: Query) =>
  filter.kind === 'days' ? Boolean(query.from || query.to) : Boolean(query[filter.name]);

/** What the address holds besides the fields of a form, so that sending it keeps the rest. */
function Hidden({ query, except }: { query: Query; except: readonly string[] }) {
  return Object.entries(query).map(
    ([name, value]) =>
      value &&
      ![...except, 'after', 'before'].includes(name) && <input key={name} type="hidden" name={name} value={value} />,
  );
}

async function labelOf(filter: Filter, query: Query): Promise<string> {
  const t = await getT();
  if (filter.kind === 'choice') {
    const value = query[filter.name] ?? '';
    return filter.choices.find((choice) => choice.value === value)?.label ?? (value && t('lists.none'));
  }
  const { from, to } = query;
  const preset = filter.presets.find((one) => one.from === from && one.to === to);
  if (preset) return preset.label;
  if (from && to) return from === to ? from : t('lists.days', { from, to });
  return from ? t('lists.since', { from }) : to ? t('lists.until', { to }) : '';
}

/** A chip that opens its choices: a popover, which the browser opens and closes by itself. */
async function FilterMenu({ filter, path, query }: { filter: Filter; path: string; query: Query }) {
  const t = await getT();
  const pressed = isActive(filter, query);
  const id = `filter-${filter.name}`;
  const value = (await labelOf(filter, query)) || t('lists.all');
  const usual = filter.kind === 'choice' ? filter.usual : undefined;
  const links =
    filter.kind === 'choice'
      ? filter.choices.map((choice) => ({
          label: choice.label,
          change: { [filter.name]: choice.value === usual ? undefined : choice.value },
          current: (query[filter.name] ?? usual) === choice.value,
        }))
      : filter.presets.map(({ label, from, to }) => ({
          label,
          change: { from, to },
          current: query.from === from && query.to === to,
        }));
  const whole = filter.kind === 'choice' ? { [filter.name]: undefined } : { from: undefined, to: undefined };
  return (
    // A new value makes a new chip: its popover is closed again.
    <div key={value} className="contents max-sm:hidden">
      <button
        type="button"
        className="chip max-w-56 max-sm:hidden"
        aria-pressed={pressed}
        popoverTarget={id}
        style={{ anchorName: `--${id}` } as React.CSSProperties}
      >
        <span className="truncate">
          {filter.label}：{usual && !pressed ? filter.kind === 'choice' && choiceLabel(filter.choices, usual) : value}
        </span>
        <ChevronDown className="size-3.5" aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        className="pop inset-auto m-0 mt-1 max-h-80 min-w-40 overflow-y-auto [position-area:bottom_span-right] [position-try-fallbacks:flip-inline]"
        style={{ positionAnchor: `--${id}` } as React.CSSProperties}
      >
        {!usual && (
          <Link href={hrefWith(path, query, whole)} prefetch={false} aria-current={pressed ? undefined : 'true'}>
            {t('lists.all')}
          </Link>
        )}
        {links.map((link) => (
          <Link
            key={link.label}
            href={hrefWith(path, query, link.change)}
            prefetch={false}
            className="aria-[current]:font-semibold aria-[current]:text-primary"
            aria-current={link.current ? 'true' : undefined}
          >
            {link.label}
          </Link>
        ))}
        {filter.kind === 'days' && (
          <form action={path} className="mt-1 flex items-center gap-1 border-t border-line p-2">
            <Hidden query={query} except={['from', 'to']} />
            <input
              className="input w-36"
              type="date"
              name="from"
              defaultValue={query.from}
              aria-label={t('lists.from')}
            />
            <input className="input w-36" type="date" name="to" defaultValue={query.to} aria-label={t('lists.to')} />
            <button type="submit" className="btn btn-line">
              {t('lists.apply')}
            </button>
          </form>
        )}
      </div>
    </div>
  );
}

const choiceLabel = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label;

/** The filters that have no chip of their own; on a phone all of them. */
async function MoreFilters({
  path,
  query,
  whole,
  filters,
  more,
}: {
  path: string;
  query: Query;
  /** The list without filters. */
  whole: string;
  filters: readonly Filter[];
  more: readonly Filter[];
}) {
  const t = await getT();
  if (filters.length + more.length === 0) return null;
  const names = [...filters, ...more].flatMap((filter) => (filter.kind === 'days' ? ['from', 'to'] : [filter.name]));
  return (
    <div key={JSON.stringify(query)} className="contents">
      <button
        type="button"
        className={`chip border-dashed ${more.length === 0 ? 'sm:hidden' : ''}`}
        popoverTarget="filter-more"
        style={{ anchorName: '--filter-more' } as React.CSSProperties}
      >
        <Plus className="max-sm:hidden" aria-hidden />
        <ListFilter className="sm:hidden" aria-hidden />
        {t('lists.filter')}
      </button>
      <div
        id="filter-more"
        popover="auto"
        className="pop m-0 mt-1 max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[80dvh] max-sm:w-full max-sm:max-w-none max-sm:overflow-y-auto sm:inset-auto sm:[position-area:bottom_span-left] sm:[position-try-fallbacks:flip-inline]"
        style={{ positionAnchor: '--filter-more' } as React.CSSProperties}
      >
        <form action={path} className="grid gap-3 p-3 sm:w-96 sm:grid-cols-2">
          <Hidden query={query} except={names} />
          {filters.map((filter) => (
            <FilterField key={filter.name} filter={filter} query={query} className="sm:hidden" />
          ))}
          {more.map((filter) => (
            <FilterField key={filter.name} filter={filter} query={query} />
          ))}
          <div className="flex justify-end gap-2 bg-base-100 max-sm:sticky max-sm:bottom-0 max-sm:-m-3 max-sm:border-t max-sm:border-line max-sm:p-3 sm:col-span-2">
            <Link className="btn btn-ghost" href={whole} prefetch={false}>
              {t('lists.reset')}
            </Link>
            <button type="submit" className="btn btn-primary">
              {t('lists.apply')}
            </button>
          </div>
        </form>
      </div>
    </div>
  );
}

async function FilterField({ filter, query, className = '' }: { filter: Filter; query: Query; className?: string }) {
  const t = await getT();
  if (filter.kind === 'days')
    return (
      <fieldset className={`min-w-0 ${className}`}>
        <legend className="field-label">{filter.label}</legend>
        <div className="flex gap-2">
          <input
            className="input min-w-0 flex-1"
            type="date"
            name="from"
            defaultValue={query.from}
            aria-label={t('lists.from')}
          />
          <input
            className="input min-w-0 flex-1"
            type="date"
            name="to"
            defaultValue={query.to}
            aria-label={t('lists.to')}
          />
        </div>
      </fieldset>
    );
  return (
    <label className={`block min-w-0 ${className}`}>
      <span className="field-label">{filter.label}</span>
      <select className="select w-full" name={filter.name} defaultValue={query[filter.name] ?? filter.usual ?? ''}>
        {!filter.usual && <option value="">{t('lists.all')}</option>}
        {filter.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What narrows the list, each to be taken out again; on a desktop only what has no chip in the row. */
async function ActiveChips({
  path,
  query,
  filters,
  inRow,
}: {
  path: string;
  query: Query;
  filters: readonly Filter[];
  inRow: readonly Filter[];
}) {
  const t = await getT();
  const shown = [
    ...(query.q ? [{ label: t('lists.search'), text: query.q, change: { q: undefined } as Query, always: false }] : []),
    ...(await Promise.all(
      filters.map(async (filter) => ({
        label: filter.label,
        text: await labelOf(filter, query),
        change: (filter.kind === 'days' ? { from: undefined, to: undefined } : { [filter.name]: undefined }) as Query,
        always: !inRow.includes(filter),
      })),
    )),
  ];
  if (shown.length === 0) return null;
  const onlyOnPhones = shown.every((chip) => !chip.always);
  return (
    <ul
      className={`flex flex-wrap gap-2 border-b border-line px-6 py-2 text-sm max-sm:px-4 ${onlyOnPhones ? 'sm:hidden' : ''}`}
      aria-label={t('lists.filters')}
    >
      {shown.map((chip) => (
        <li key={chip.label} className={`min-w-0 ${chip.always ? '' : 'sm:hidden'}`}>
          <Link
            className="chip max-w-full border-primary bg-selected text-base-content"
            href={hrefWith(path, query, chip.change)}
            prefetch={false}
            title={t('lists.remove', { name: chip.label })}
          >
            <span className="truncate">
              {chip.label}：{chip.text}
            </span>
            <X className="size-3.5" aria-label={t('lists.remove', { name: chip.label })} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
