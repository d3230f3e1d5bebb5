import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { SaleEditForm } from '@/components/sales/sale-edit-form';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { amountField } from '@/lib/sales/amounts';
import { findEditable } from '@/lib/sales/queries/edit';
import { wordsOf } from '@/lib/sales/queries/new-sale';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { customerPicker } from '@/messages/zh/customers';
import { sales } from '@/messages/zh/sales';

type Props = { params: Promise<{ id: string }> };

export default async function EditSalePage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findEditable(viewer, Number(id)) : null;
  if (!found) notFound();
  const t = await getT();
  const { dueDays, timeZone } = readSettings();
  return (
    <>
      <title>{t('sales.form.editTitle', { number: found.sale.orderNumber })}</title>
      <SaleEditForm
        formKey={randomUUID()}
        sale={{ id: found.sale.id, orderNumber: found.sale.orderNumber }}
        opened={found.opened}
        isRenumberable={found.isRenumberable}
        amount={found.isListed ? '' : found.opened['lines.0.amount']}
        parts={found.instalments.map(({ dueOn, amountFen }) => ({ dueOn, amount: amountField(amountFen) }))}
        customer={found.customer}
        customerName={found.customerName}
        state={found.state}
        rejectReason={found.sale.rejectReason}
        blanks={{
          regionId: found.sale.regionId === null ? wordsOf('region') : [],
          productLineId: found.sale.productLineId === null ? wordsOf('product_line') : [],
        }}
        productLines={wordsOf('product_line')}
        dueDays={dueDays}
        today={todayIn(timeZone)}
        texts={{ ...sales.form, methods: sales.method }}
        pickerTexts={customerPicker}
      />
    </>
  );
}
