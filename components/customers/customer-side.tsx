import { randomUUID } from 'node:crypto';
import { UserPlus } from 'lucide-react';
import Link from 'next/link';
import { SaleBadge } from '@/components/sales/sale-badge';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import type { Day } from '@/db/columns';
import { choosePrimary } from '@/lib/customers/actions';
import type { Customer, contactsOf, openSalesOf } from '@/lib/customers/queries/customer';
import { dayIn } from '@/lib/days';
import { none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { saleMark } from '@/lib/sales/mark';
import { readSettings } from '@/lib/settings/queries';
import { contactReveal } from '@/messages/zh/customers';
import { ContactValues, MaskedContact } from './masked-contact';

type Contacts = ReturnType<typeof contactsOf>;

type ListProps = Contacts & {
  customer: Pick<Customer['customer'], 'id' | 'archivedAt'>;
  headed?: boolean;
  /** A 协同人 reads them only. */
  mayEdit?: boolean;
  /** The manager hands out and erases what is held on a person (R43). */
  mayHandle?: boolean;
};

/** Contacts as the viewer may read them: masked for whoever isn't the owner (R6). */
export async function ContactList(props: ListProps) {
  const { contacts, erased, isClear, customer, headed = true, mayEdit = true, mayHandle = false } = props;
  const t = await getT();
  const isOpen = mayEdit && customer.archivedAt === null;
  const path = `/customers/${customer.id}/contacts`;
  return (
    <section className={`py-4 max-sm:px-4 ${headed ? 'px-5' : 'px-6'}`}>
      <div className="section-head mb-2 flex-wrap">
        {headed && <h2>{t('customers.detail.contacts')}</h2>}
        {!isClear && contacts.length > 0 && <span className="caption">{t('customers.detail.masked')}</span>}
        {isOpen && (
          <Link
            className={`flex items-center gap-1 text-sm ${headed ? 'link-quiet ml-auto max-sm:-my-3 max-sm:min-h-11' : 'btn btn-line'}`}
            href={`${path}/new`}
            prefetch={false}
          >
            <UserPlus className="size-3.5" aria-hidden />
            {t('customers.contact.add')}
          </Link>
        )}
      </div>
      {contacts.length === 0 && <p className="text-sm text-ink-2">{t('customers.detail.noContacts')}</p>}
      <ul className="max-w-xl space-y-3 text-sm">
        {contacts.map((contact) => (
          <li key={contact.id} className={`flex items-start gap-3 ${headed ? '' : 'max-sm:flex-wrap max-sm:gap-y-0'}`}>
            <div className={`min-w-0 flex-1 ${headed ? '' : 'max-sm:basis-full'}`}>
              <p className="text-base break-words">
                {contact.name}
                <span className="caption ml-2">
                  {[contact.title, contact.isPrimary && t('customers.detail.primary')].filter(Boolean).join('，')}
                </span>
              </p>
              {isClear || !(contact.phone || contact.wechat || contact.email) ? (
                <ContactValues values={contact} isClear={isClear} />
              ) : (
                <MaskedContact
                  id={contact.id}
                  name={contact.name}
                  masked={{ phone: contact.phone, wechat: contact.wechat, email: contact.email }}
                  texts={contactReveal}
                  formKey={randomUUID()}
                />
              )}
            </div>
            {mayHandle && (
              <Link
                className="link-quiet flex shrink-0 items-center max-sm:min-h-11"
                href={`${path}/${contact.id}/personal`}
                prefetch={false}
                aria-label={t('personal.openOf', { name: contact.name })}
              >
                {t('personal.open')}
              </Link>
            )}
            {isOpen && !headed && !contact.isPrimary && <PrimaryButton customerId={customer.id} id={contact.id} />}
            {isOpen && (
              <Link
                className="link-quiet flex shrink-0 items-center max-sm:min-h-11"
                href={`${path}/${contact.id}`}
                prefetch={false}
                aria-label={t('customers.contact.editOf', { name: contact.name })}
              >
                {t('customers.contact.edit')}
              </Link>
            )}
          </li>
        ))}
        {!headed &&
          erased.map(({ id, name, erasedAt }) => (
            <li key={id} className="text-ink-2">
              <p className="text-base">{name}</p>
              <p className="caption">{t('personal.erasedAt', { day: dayIn(erasedAt, readSettings().timeZone) })}</p>
            </li>
          ))}
      </ul>
    </section>
  );
}

async function PrimaryButton({ customerId, id }: { customerId: number; id: number }) {
  const t = await getT();
  return (
    <ActionForm action={choosePrimary} formKey={crypto.randomUUID()} className="shrink-0">
      <input type="hidden" name="customerId" value={customerId} />
      <input type="hidden" name="contactId" value={id} />
      <FormMessage />
      <SubmitButton className="link-quiet max-sm:min-h-11">{t('customers.contact.makePrimary')}</SubmitButton>
    </ActionForm>
  );
}

const shown = 8;

/** 未结清: what is still owed, the longest due first. */
export async function OpenSales({
  sales,
  today,
  href,
  payHref,
}: {
  sales: ReturnType<typeof openSalesOf>;
  today: Day;
  href: string;
  /** Where money on one of them is booked. */
  payHref: string;
}) {
  const t = await getT();
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <div className="section-head mb-2">
        <h2>{t('customers.detail.open')}</h2>
        {sales.length > 0 && <span className="caption">{t('customers.detail.openUnit')}</span>}
        {sales.length > 0 && (
          <Link className="link-quiet ml-auto text-sm max-sm:py-2.5" href={payHref} prefetch={false}>
            {t('payments.add')}
          </Link>
        )}
      </div>
      {sales.length === 0 && <p className="text-sm text-ink-2">{t('customers.detail.noOpen')}</p>}
      <ul className="space-y-2 text-sm">
        {sales.slice(0, shown).map((sale) => (
          <li key={sale.id} className="flex flex-wrap items-center gap-x-2">
            <Link className="link-quiet break-all" href={`/sales/${sale.id}`} prefetch={false}>
              {sale.orderNumber}
            </Link>
            <SaleBadge mark={saleMark(sale, today)} />
            <span className="ml-auto text-base">{yuan(sale.balanceFen)}</span>
          </li>
        ))}
      </ul>
      {sales.length > shown && (
        <Link className="link-quiet mt-2 block text-sm" href={href} prefetch={false}>
          {t('customers.detail.more', { n: sales.length - shown })}
        </Link>
      )}
    </section>
  );
}

/** 资料: what is known of the customer (R9); blanks stay in sight as `--`. */
export async function CustomerData({ found, dueDays }: { found: Customer; dueDays: number }) {
  const t = await getT();
  const { customer } = found;
  const terms =
    customer.termsKind === 'month_end'
      ? t('customers.detail.termsMonthEnd')
      : customer.termsKind === 'days'
        ? t('customers.detail.termsDays', { days: customer.termsDays ?? dueDays })
        : t('customers.detail.termsDefault', { days: dueDays });
  const strategic =
    customer.strategicValue === null
      ? null
      : customer.strategicReason
        ? t('customers.detail.strategicReason', { value: customer.strategicValue, reason: customer.strategicReason })
        : String(customer.strategicValue);
  const pairs = [
    ['industry', found.industry],
    ['region', found.region],
    ['demandType', found.demandType],
    ['demandChange', customer.demandChange],
    ['intendedLine', found.intendedLine],
    ['expected', customer.expectedAnnualFen === null ? null : yuan(customer.expectedAnnualFen)],
    ['source', found.source],
    ['firstContact', customer.firstContactOn],
    ['filedOn', customer.filedOn],
    ['cooperating', customer.cooperatingSince],
    ['terms', terms],
    ['strategic', strategic],
    ['creditCode', customer.creditCode],
    ['invoice', customer.invoiceDetails],
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
