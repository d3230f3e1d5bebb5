import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { HandOverPreview } from '@/components/customers/hand-over-preview';
import { receiverGroups } from '@/components/customers/receiver-groups';
import { WheretoFields } from '@/components/customers/whereto-fields';
import { Breadcrumb, Empty, PageHead } from '@/components/ui/page';
import { hrefWith } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { type Asked, wheretoOf } from '@/lib/customers/hand-over';
import { mostAtOnce } from '@/lib/customers/hand-over-validation';
import { previewOf, type Selected, selectedCustomers } from '@/lib/customers/queries/hand-over';
import { receiversFor } from '@/lib/customers/queries/receivers';
import { listOf, parseSelection, type Selection, selectionFields } from '@/lib/customers/selection';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { type Translate, translator } from '@/lib/i18n/translator';
import { findPerson } from '@/lib/people/queries';
import { canHandOver } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { handOver as texts } from '@/messages/zh/hand-over';

export const metadata: Metadata = { title: translator()('handOver.title') };
const path = '/customers/hand-over';
type Params = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Params> };

/** 移交: what, to whom, a look at what would move, and only then 确认. The whole state stands in the address. */
export default async function HandOverPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!canHandOver(viewer)) notFound();
  const params = await searchParams;
  const selection = parseSelection(params);
  if (!selection) notFound();
  const t = await getT();
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const rows = selectedCustomers(viewer, selection, today);
  if (rows.length === 0) notFound();
  const back = backTo(selection);
  const head = (
    <>
      <PageHead title={t('handOver.title')} />
      <div className="px-6 pt-2 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[{ label: t('customers.title'), href: '/customers' }, { label: t('handOver.title') }]}
        />
      </div>
    </>
  );
  if (rows.length > mostAtOnce)
    return (
      <>
        {head}
        <Empty title={t('handOver.title')} text={t('handOver.what.tooMany', { n: count(mostAtOnce) })}>
          <Link className="btn btn-line" href={back} prefetch={false}>
            {t('handOver.what.back')}
          </Link>
        </Empty>
      </>
    );

  const receivers = receiversFor(viewer);
  const asked = askedFor(params);
  const found = asked && wheretoOf(asked, { possible: receivers, hasPool: settings.pool });
  const problem = found && 'problem' in found ? found : null;
  const whereto = found && !('problem' in found) ? found : null;
  const missing = selection.of === 'rows' ? selection.ids.length - rows.length : 0;
  const fields = selectionFields(selection);
  const words = t as (key: string) => string;
  return (
    <>
      {head}
      <form action={path} className="space-y-4 px-6 pt-3 pb-5 max-sm:px-4">
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div>
          <p className="text-lg break-words">{whatWords(t, viewer, selection, rows)}</p>
          {missing > 0 && <p className="text-sm text-warning">{t('handOver.what.missing', { n: missing })}</p>}
        </div>
        <WheretoFields
          label={t('handOver.to.label')}
          texts={texts.to}
          groups={receiverGroups(receivers, t('handOver.to.noTeam'))}
          hasPool={settings.pool}
          unassignedText={t('handOver.to.unassignedText')}
          isOne={rows.length === 1}
          to={asked?.to ?? 'people'}
          receivers={asked?.['receivers[]'] ?? []}
          problem={problem ? { field: problem.field, text: words(problem.problem) } : undefined}
        />
        <div className="flex gap-2">
          <button type="submit" className={`btn ${whereto ? 'btn-line' : 'btn-primary'}`}>
            {t('handOver.to.preview')}
          </button>
          {!whereto && (
            <Link className="btn btn-ghost" href={back} prefetch={false}>
              {t('handOver.preview.cancel')}
            </Link>
          )}
        </div>
      </form>
      {whereto && (
        <HandOverPreview
          preview={previewOf(viewer, rows, whereto, today)}
          whereto={whereto}
          receivers={receivers}
          here={`${path}?${new URLSearchParams([...fields, ...askedFields(asked)])}`}
          back={back}
        />
      )}
    </>
  );
}

/** Whoever is asked for in the address; null before anything was chosen. */
function askedFor(params: Params): Asked | null {
  if (params.to === undefined) return null;
  const to = (['people', 'unassigned', 'pool'] as const).find((way) => way === params.to) ?? '';
  const ids = listOf(params['receivers[]']).filter((id) => /^\d{1,15}$/.test(id));
  return { to, 'receivers[]': [...new Set(ids.map(Number))] };
}

const askedFields = (asked: Asked | null): [string, string][] =>
  asked ? [['to', asked.to], ...asked['receivers[]'].map((id): [string, string] => ['receivers[]', String(id)])] : [];

function whatWords(t: Translate, viewer: Viewer, selection: Selection, rows: readonly Selected[]): string {
  const n = count(rows.length);
  const [first] = rows;
  if (selection.of === 'person')
    return t('handOver.what.person', { name: findPerson(viewer, selection.userId)?.name ?? '', n });
  if (first && rows.length === 1) return t('handOver.what.one', { name: first.name, code: first.code });
  return t(selection.of === 'filter' ? 'handOver.what.filter' : 'handOver.what.rows', { n });
}

function backTo(selection: Selection): string {
  if (selection.of === 'filter') return hrefWith('/customers', selection.filter);
  const [only, ...others] = selection.of === 'rows' ? selection.ids : [];
  return only !== undefined && others.length === 0 ? `/customers/${only}` : '/customers';
}
