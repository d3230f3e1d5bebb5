import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Collaborators } from '@/components/customers/collaborators';
import { CustomerActions } from '@/components/customers/customer-actions';
import { CustomerFacts } from '@/components/customers/customer-facts';
import { CustomerSales } from '@/components/customers/customer-sales';
import { ContactList, CustomerData, OpenSales } from '@/components/customers/customer-side';
import { CustomerTimeline } from '@/components/customers/customer-timeline';
import { LevelMark } from '@/components/customers/marks';
import { SharedCustomerPage } from '@/components/customers/shared-customer';
import { StageForm } from '@/components/customers/stage-form';
import { StagesBar } from '@/components/customers/stages-bar';
import { Breadcrumb } from '@/components/ui/page';
import { hrefWith } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import {
  contactsOf,
  countsOf,
  findCustomer,
  findShared,
  openSalesOf,
  stageHistory,
} from '@/lib/customers/queries/customer';
import { formChoices } from '@/lib/customers/queries/form-choices';
import { moneyOfCustomers, noMoney } from '@/lib/customers/queries/list';
import { customerTabs, parseCustomerPage } from '@/lib/customers/tabs';
import { count, yuanShortText } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { canHandlePersonalData } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CustomerPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const page = parseCustomerPage(await searchParams);
  const found = /^\d{1,15}$/.test(id) ? findCustomer(viewer, Number(id)) : undefined;
  if (!found) {
    const shared = /^\d{1,15}$/.test(id) ? findShared(viewer, Number(id)) : undefined;
    if (!shared) notFound();
    return <SharedCustomerPage viewer={viewer} found={shared} page={page} today={today} settings={settings} />;
  }
  const t = await getT();
  const { customer } = found;
  const money = moneyOfCustomers(viewer, [customer.id], today).get(customer.id) ?? noMoney;
  const openSales = openSalesOf(viewer, customer.id);
  const contacts = contactsOf(viewer, customer, settings.supervisorsSeeContacts);
  const path = `/customers/${customer.id}`;
  const counts = { timeline: null, sales: countsOf(viewer, customer.id).sales, contacts: contacts.contacts.length };
  return (
    <>
      <title>{customer.name}</title>
      <header className="px-6 pt-3 pb-4 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[
            { label: t('customers.title'), href: '/customers' },
            { label: t(`customers.caption.${viewer.role}`) },
          ]}
        />
        <div className="mt-1 flex flex-wrap items-start gap-x-3 gap-y-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 max-sm:basis-full">
            <h1 className="min-w-0 text-xl break-words">{customer.name}</h1>
            <span className="text-ink-3">{customer.code}</span>
            {customer.archivedAt !== null && (
              <span className="badge badge-sm badge-idle">{t('customers.detail.archived')}</span>
            )}
          </div>
          <CustomerActions customer={customer} viewer={viewer} />
        </div>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          <LevelMark level={customer.level} />
          {[
            money.yearFen === null
              ? t('customers.detail.noYear')
              : t('customers.detail.year', { amount: yuanShortText(money.yearFen) }),
            customer.cooperatingSince && t('customers.detail.cooperating', { day: customer.cooperatingSince }),
          ]
            .filter(Boolean)
            .join('，')}
        </p>
        <StagesBar stage={customer.stage} history={stageHistory(viewer, customer.id)} lossReason={found.lossReason} />
        {customer.archivedAt === null && (
          <StageForm
            customerId={customer.id}
            stage={customer.stage}
            version={customer.version}
            choices={formChoices(viewer, customer)}
          />
        )}
      </header>
      <CustomerFacts found={found} money={money} openSales={openSales.length} today={today} />
      <nav className="views overflow-x-auto max-sm:px-4" aria-label={t('customers.detail.tabs.label')}>
        {customerTabs.map((tab) => (
          <Link
            key={tab}
            href={tab === 'timeline' ? path : `${path}?tab=${tab}`}
            prefetch={false}
            aria-current={tab === page.tab ? 'page' : undefined}
          >
            {t(`customers.detail.tabs.${tab}`)} {counts[tab] !== null && <span>{count(counts[tab])}</span>}
          </Link>
        ))}
      </nav>
      <div
        className={
          page.tab === 'timeline' ? 'grid grow content-start lg:grid-cols-[1fr_21rem] lg:content-stretch' : 'grow'
        }
      >
        {page.tab === 'timeline' && (
          <CustomerTimeline
            viewer={viewer}
            customerId={customer.id}
            page={page}
            today={today}
            timeZone={settings.timeZone}
          />
        )}
        {page.tab === 'sales' && <CustomerSales viewer={viewer} customerId={customer.id} page={page} today={today} />}
        {page.tab === 'contacts' && (
          <ContactList {...contacts} customer={customer} headed={false} mayHandle={canHandlePersonalData(viewer)} />
        )}
        {page.tab === 'timeline' && (
          <aside className="min-w-0 divide-y divide-line border-line max-lg:border-t lg:border-l">
            <ContactList {...contacts} customer={customer} />
            <OpenSales
              sales={openSales}
              today={today}
              href={`${path}?tab=sales&owing=any`}
              payHref={hrefWith('/payments/new', { customer: id, back: path })}
            />
            <Collaborators viewer={viewer} customer={customer} />
            <CustomerData found={found} dueDays={settings.dueDays} />
          </aside>
        )}
      </div>
    </>
  );
}
