import { Plus, Upload } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Chooser } from '@/components/customers/chooser';
import { customerFilters } from '@/components/customers/customer-filters';
import { CustomerRows } from '@/components/customers/customer-rows';
import { CustomerTable } from '@/components/customers/customer-table';
import { CustomerViews } from '@/components/customers/customer-views';
import { CustomersExport } from '@/components/exports/customers-export';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { Empty, PageHead } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { parseCustomerFilter } from '@/lib/customers/filters';
import { customerChoices } from '@/lib/customers/queries/choices';
import { countCustomers, customerSort, listCustomers } from '@/lib/customers/queries/list';
import { customersExport } from '@/lib/exports/links';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { holdsClearExport } from '@/lib/people/queries';
import { canExport, canHandOver } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('customers.title') };
const path = '/customers';
/** Customers are counted up to here; beyond it the list says "more than". */
const counted = 1000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const filter = parseCustomerFilter(await searchParams);
  const { after, before, ...query } = filter;
  const { sort, direction, ...narrowing } = query;
  const asked = { filter, today, supervisorsSeeClear: settings.supervisorsSeeContacts };
  const page = listCustomers(viewer, asked);
  const found = countCustomers(viewer, asked, counted);
  const isShared = filter.shared !== undefined;
  const { filters, more } = customerFilters(t, customerChoices(viewer), filter);
  const { shared, ...narrowedBy } = narrowing;
  const chooses = !isShared && canHandOver(viewer);
  const list = (
    <>
      <CustomerTable
        rows={page.rows}
        today={today}
        list={{ path, query, present: customerSort(filter) }}
        hasMoney={!isShared}
        chooses={chooses}
      />
      <CustomerRows rows={page.rows} today={today} chooses={chooses} />
    </>
  );
  return (
    <>
      <PageHead title={t('customers.title')} caption={t(`customers.caption.${isShared ? 'shared' : viewer.role}`)}>
        <Link className="btn btn-ghost max-sm:hidden" href="/imports" prefetch={false}>
          <Upload aria-hidden />
          {t('customers.import')}
        </Link>
        {canExport(viewer, settings.repsMayExport) && page.rows.length > 0 && !isShared && (
          <CustomersExport href={customersExport(query)} mayBeClear={holdsClearExport(viewer)} />
        )}
        <Link className="btn btn-primary max-sm:hidden" href="/customers/new" prefetch={false}>
          <Plus aria-hidden />
          {t('customers.new')}
        </Link>
      </PageHead>
      <CustomerViews viewer={viewer} query={narrowing} />
      <FilterBar path={path} query={query} search={t('customers.search')} filters={filters} more={more} />
      {page.rows.length > 0 ? (
        <>
          {chooses ? (
            <Chooser query={narrowing} found={found} counted={counted} rows={page.rows}>
              {list}
            </Chooser>
          ) : (
            list
          )}
          <Pager page={page} path={path} query={query}>
            <span>
              {found < counted
                ? t('customers.found', { n: count(found) })
                : t('customers.foundMany', { n: count(counted) })}
            </span>
          </Pager>
        </>
      ) : isShared && Object.keys(narrowedBy).length === 0 ? (
        <Empty title={t('customers.shared.emptyTitle')} text={t('customers.shared.emptyText')} />
      ) : (
        <NoRows
          isNarrowed={Object.keys(narrowing).length > 0 || Boolean(after ?? before)}
          path={path}
          what={t('customers.what')}
          title={t('customers.emptyTitle')}
          text={t('customers.emptyText')}
          add={{ href: '/customers/new', label: t('customers.new') }}
        />
      )}
    </>
  );
}
