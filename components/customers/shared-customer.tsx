import { CalendarPlus, MessageSquarePlus } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/components/ui/page';
import type { Day } from '@/db/columns';
import { hrefWith } from '@/lib/address';
import { contactsOf, type SharedCustomer, stageHistory } from '@/lib/customers/queries/customer';
import type { CustomerPage } from '@/lib/customers/tabs';
import { listTasks } from '@/lib/follow-ups/queries';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { Settings } from '@/lib/settings/settings';
import type { Viewer } from '@/lib/viewer';
import { Collaborators } from './collaborators';
import { LastContact, NextContact } from './customer-facts';
import { ContactList } from './customer-side';
import { CustomerTimeline } from './customer-timeline';
import { LevelMark } from './marks';
import { StagesBar } from './stages-bar';

type Props = { viewer: Viewer; found: SharedCustomer; page: CustomerPage; today: Day; settings: Settings };

/** A customer's page for its 协同人: facts, contacts, stage, demand and follow-ups, and nothing about money (R5). */
export async function SharedCustomerPage({ viewer, found, page, today, settings }: Props) {
  const t = await getT();
  const { customer } = found;
  const contacts = contactsOf(viewer, customer, settings.supervisorsSeeContacts);
  return (
    <>
      <title>{customer.name}</title>
      <header className="px-6 pt-3 pb-4 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[
            { label: t('customers.title'), href: '/customers' },
            { label: t('customers.shared.crumb'), href: '/customers?shared=1' },
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
          {customer.archivedAt === null && <Actions id={customer.id} />}
        </div>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          <LevelMark level={customer.level} />
          {t('customers.shared.note')}
        </p>
        <StagesBar stage={customer.stage} history={stageHistory(viewer, customer.id)} lossReason={found.lossReason} />
      </header>
      <Facts found={found} today={today} />
      <div className="grid grow content-start lg:grid-cols-[1fr_21rem] lg:content-stretch">
        <CustomerTimeline
          viewer={viewer}
          customerId={customer.id}
          page={page}
          today={today}
          timeZone={settings.timeZone}
          isShared
        />
        <aside className="min-w-0 divide-y divide-line border-line max-lg:border-t lg:border-l">
          <OwnTasks viewer={viewer} customerId={customer.id} today={today} />
          <ContactList {...contacts} customer={customer} mayEdit={false} />
          <Data found={found} />
          <Collaborators viewer={viewer} customer={customer} />
        </aside>
      </div>
    </>
  );
}

async function Actions({ id }: { id: number }) {
  const t = await getT();
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      <Link className="btn btn-line max-sm:order-last" href={`/follow-ups/tasks/new?customer=${id}`} prefetch={false}>
        <CalendarPlus aria-hidden />
        {t('customers.actions.plan')}
      </Link>
      <Link className="btn btn-primary max-sm:flex-1" href={`/follow-ups/new?customer=${id}`} prefetch={false}>
        <MessageSquarePlus aria-hidden />
        {t('customers.actions.followUp')}
      </Link>
    </div>
  );
}

async function Facts({ found: { customer, owner, team, demandType }, today }: Pick<Props, 'found' | 'today'>) {
  const t = await getT();
  const quiet = (text: string) => <span className="none">{text}</span>;
  const facts: [label: string, value: ReactNode][] = [
    [
      t('customers.detail.facts.owner'),
      owner === null
        ? t('customers.detail.noOwner')
        : team
          ? t('customers.detail.ownerOfTeam', { owner, team })
          : owner,
    ],
    [t('customers.detail.fields.demandType'), demandType ?? quiet(none)],
    [t('customers.detail.facts.lastContact'), <LastContact key="last" day={customer.lastContactOn} today={today} />],
    [t('customers.detail.facts.nextDue'), <NextContact key="next" day={customer.nextDueOn} today={today} />],
  ];
  return (
    <dl className="facts grid-cols-4 max-sm:grid-cols-2">
      {facts.map(([label, value]) => (
        <div key={label} className="fact max-sm:border-l-0 max-sm:px-4 max-sm:py-2">
          <dt>{label}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What this 协同人 has promised the customer, the longest due first. */
async function OwnTasks({ viewer, customerId, today }: { viewer: Viewer; customerId: number; today: Day }) {
  const t = await getT();
  const { rows } = listTasks(viewer, { filter: { customer: String(customerId), person: String(viewer.id) }, today });
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <h2 className="mb-2 text-base">{t('customers.shared.tasks')}</h2>
      {rows.length === 0 && <p className="text-sm text-ink-2">{t('customers.shared.noTasks')}</p>}
      <ul className="text-sm">
        {rows.map((task) => (
          <li key={task.id} className="py-1">
            <Link
              className="link-quiet block text-base break-words max-sm:py-1.5"
              href={hrefWith(`/follow-ups/tasks/${task.id}`, { back: `/customers/${customerId}` })}
              prefetch={false}
            >
              {task.objective ?? t('followUps.automatic')}
            </Link>
            <NextContact day={task.dueOn} today={today} />
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Data({ found }: { found: SharedCustomer }) {
  const t = await getT();
  const { customer } = found;
  const pairs = [
    ['industry', found.industry],
    ['region', found.region],
    ['demandChange', customer.demandChange],
    ['intendedLine', found.intendedLine],
    ['source', found.source],
    ['firstContact', customer.firstContactOn],
    ['filedOn', customer.filedOn],
    ['cooperating', customer.cooperatingSince],
    ['creditCode', customer.creditCode],
    ['notes', customer.notes],
  ] as const;
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <h2 className="mb-2 text-base">{t('customers.detail.data')}</h2>
      <dl className="pairs">
        {pairs.map(([label, value]) => (
          <div key={label} className="contents">
            <dt>{t(`customers.detail.fields.${label}`)}</dt>
            <dd className={value ? 'min-w-0 break-words whitespace-pre-wrap' : 'none'}>{value ?? none}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
