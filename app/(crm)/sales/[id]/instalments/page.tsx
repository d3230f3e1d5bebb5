import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PartRows } from '@/components/sales/part-rows';
import { HiddenField, SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { amountField } from '@/lib/sales/amounts';
import { saveParts } from '@/lib/sales/parts-actions';
import { partsAhead } from '@/lib/sales/queries/parts';
import { findSale } from '@/lib/sales/queries/sale';
import { maySetParts, spelledParts } from '@/lib/sales/set-parts';
import { type PartRow, type Plan, planRows, plans } from '@/lib/sales/split';
import { requireViewer } from '@/lib/session';
import { payments as texts } from '@/messages/zh/payments';

export const metadata: Metadata = { title: translator()('payments.instalments.title') };
type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const blank: PartRow = { share: '', dueOn: '' };

export default async function InstalmentsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const query = await searchParams;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  if (!found || !maySetParts(viewer, found)) notFound();
  const t = await getT();
  const { sale, customer } = found;
  const { present, firstDue, waits } = partsAhead(viewer, found);
  const plan = plans.find((name) => name === query.plan);
  const rows = plan
    ? planRows(plan, firstDue, sale.amountFen)
    : [
        ...present.map((part) => ({ share: amountField(part.amountFen), dueOn: part.dueOn })),
        ...Array(Math.max(1, 3 - present.length)).fill(blank),
      ];
  const here = `/sales/${sale.id}`;
  const last = present.at(-1);
  return (
    <FormPage
      // Another plan is another form: its rows start anew.
      key={plan ?? ''}
      title={t('payments.instalments.title')}
      cancelHref={here}
      cancel={t('form.cancel')}
      action={saveParts}
      formKey={randomUUID()}
      draft={`sale.${sale.id}.parts.${plan ?? ''}`}
      footer={
        <div className="flex flex-wrap gap-2">
          <SubmitButton className="btn btn-primary max-sm:w-full">
            {t(waits ? 'payments.instalments.submit' : 'payments.instalments.save')}
          </SubmitButton>
          {last && (
            <SubmitButton className="btn btn-ghost max-sm:w-full" name="once" value="1">
              {t('payments.instalments.once', { day: last.dueOn })}
            </SubmitButton>
          )}
        </div>
      }
    >
      <input type="hidden" name="saleId" value={sale.id} />
      <HiddenField name="opened" value={spelledParts(present, sale.amountFen)} />
      <div className="text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="text-base text-base-content">
          {customer.name}，{sale.productName}
        </p>
        <p>
          {sale.orderNumber}，{t('payments.instalments.amount', { amount: yuan(sale.amountFen) })}
        </p>
        <p>{t('payments.instalments.lead')}</p>
        {waits && <p className="text-warning">{t('payments.instalments.waits')}</p>}
      </div>
      <Plans here={`${here}/instalments`} present={plan} />
      <PartRows amountFen={sale.amountFen} rows={rows} texts={texts.instalments} />
      {waits && <TextField name="reason" label={t('payments.instalments.reason')} rows={2} maxLength={500} />}
    </FormPage>
  );
}

/** Usual splits, as addresses: they work without script too. */
async function Plans({ here, present }: { here: string; present: Plan | undefined }) {
  const t = await getT();
  return (
    <nav className="flex flex-wrap gap-1.5" aria-label={t('payments.instalments.plans')}>
      {plans.map((plan) => (
        <Link
          key={plan}
          className={`chip ${plan === present ? 'border-primary bg-selected text-primary' : ''}`}
          href={`${here}?plan=${plan}`}
          prefetch={false}
          replace
          scroll={false}
          aria-current={plan === present ? 'true' : undefined}
        >
          {t(`payments.instalments.plan.${plan}`)}
        </Link>
      ))}
    </nav>
  );
}
