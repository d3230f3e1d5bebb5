import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { ChoiceField, Field, HiddenField, SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import type { Day } from '@/db/columns';
import { paymentMethods } from '@/db/schema/sales';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { savePayment } from '@/lib/payments/actions';
import { creditOf, openFen } from '@/lib/payments/rule';
import type { PaymentKind } from '@/lib/payments/validation';
import { amountField } from '@/lib/sales/amounts';
import type { partsOfSale } from '@/lib/sales/queries/parts';
import type { Sale } from '@/lib/sales/queries/sale';
import { Asked } from './asked';

type Props = {
  found: Sale;
  kind: PaymentKind;
  parts: ReturnType<typeof partsOfSale>;
  today: Day;
  /** Where the form was opened from, and leads back to. */
  back: string | null;
};

/** 登记回款 or 退款 on one sale (R18): the amount is filled in with what is open. */
export async function PaymentForm({ found, kind, parts, today, back }: Props) {
  const t = await getT();
  const { sale } = found;
  const here = back ?? `/sales/${sale.id}`;
  const next = kind === 'receipt' ? parts.find((part) => part.openFen > 0) : undefined;
  const suggested = next?.openFen ?? suggestedFen(sale, kind);
  const hint =
    next === undefined
      ? undefined
      : t('payments.form.partHint', { n: next.position, of: parts.length, amount: yuan(next.openFen) });
  return (
    <FormPage
      title={t(`payments.form.title.${kind}`)}
      cancelHref={here}
      cancel={t('form.cancel')}
      action={savePayment}
      formKey={randomUUID()}
      draft={`sale.${sale.id}.${kind}`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{t(`payments.form.save.${kind}`)}</SubmitButton>}
    >
      <input type="hidden" name="saleId" value={sale.id} />
      <input type="hidden" name="kind" value={kind} />
      <HiddenField name="opened" value={String(sale.paidFen)} />
      {back && <input type="hidden" name="back" value={back} />}
      <SaleInBrief found={found} kind={kind} />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          name="amount"
          label={t(`payments.form.amount.${kind}`)}
          {...(hint ? { hint } : {})}
          inputMode="decimal"
          autoComplete="off"
          required
          defaultValue={suggested > 0 ? amountField(suggested) : ''}
        />
        <Field
          name="paidOn"
          type="date"
          label={t(`payments.form.paidOn.${kind}`)}
          max={today}
          required
          defaultValue={today}
        />
      </div>
      <ChoiceField
        name="method"
        label={t('payments.columns.method')}
        defaultValue="transfer"
        options={paymentMethods.map((value) => ({ value, label: t(`payments.form.method.${value}`) }))}
      />
      <TextField
        name="reason"
        label={t(`payments.form.reason.${kind}`)}
        required={kind === 'refund'}
        rows={2}
        maxLength={500}
      />
      <Asked yes={t('payments.ask.yes')} />
      {kind === 'receipt' && sale.kind === 'sale' && sale.paidFen > 0 && (
        <p>
          <Link
            className="link-quiet inline-flex items-center text-sm max-sm:min-h-11"
            href={`/sales/${sale.id}/payments/new?kind=refund`}
            prefetch={false}
          >
            {t('payments.form.toRefund')}
          </Link>
        </p>
      )}
    </FormPage>
  );
}

/** A refund gives back the credit first; of a return, what is still to go back. */
function suggestedFen(sale: Sale['sale'], kind: PaymentKind): number {
  if ((sale.kind === 'sale') === (kind === 'receipt')) return openFen(sale);
  return kind === 'refund' ? creditOf(sale) : 0;
}

/** Which sale this is about, and how it stands. */
async function SaleInBrief({ found, kind }: { found: Sale; kind: PaymentKind }) {
  const t = await getT();
  const { sale, customer } = found;
  const credit = creditOf(sale);
  const state = [
    t('payments.form.sold', { amount: yuan(sale.amountFen) }),
    sale.reversedFen !== 0 && t('payments.form.reversed', { amount: yuan(-sale.reversedFen) }),
    t('payments.form.paid', { amount: yuan(sale.paidFen) }),
    credit > 0
      ? t('sales.overpaid', { amount: yuan(credit) })
      : t(sale.kind === 'sale' ? 'payments.form.open' : 'payments.form.openReturn', { amount: yuan(openFen(sale)) }),
  ];
  return (
    <div className="text-sm text-ink-2 [overflow-wrap:anywhere]">
      <p className="text-base text-base-content">
        {customer.name}，{sale.productName}
      </p>
      <p>
        {sale.orderNumber}，{state.filter(Boolean).join('，')}
      </p>
      {sale.review === 'pending' && <p className="text-warning">{t('payments.form.pending')}</p>}
      {kind === 'refund' && sale.kind === 'sale' && credit === 0 && <p>{t('payments.form.refundNote')}</p>}
    </div>
  );
}
