import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SaleForm } from '@/components/sales/sale-form';
import { today as todayIn } from '@/lib/clock';
import { pickedCustomer } from '@/lib/customers/queries/pick';
import { salespeople, wordsOf } from '@/lib/sales/queries/new-sale';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { customerPicker } from '@/messages/zh/customers';
import { sales } from '@/messages/zh/sales';

export const metadata: Metadata = { title: sales.form.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewSalePage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { customer: asked, saved, draft } = await searchParams;
  const customer = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? pickedCustomer(viewer, Number(asked)) : null;
  if (asked !== undefined && !customer) notFound();
  const { dueDays, timeZone } = readSettings();
  const people = salespeople(viewer);
  const isAmong = people.some((person) => person.id === customer?.ownerId);
  return (
    <SaleForm
      // After 保存并新增 another form stands here, with nothing of the one before.
      key={typeof saved === 'string' ? saved : ''}
      formKey={randomUUID()}
      customer={customer}
      // Back from filing a new customer it is the blank form still, with what was typed before.
      draft={customer && draft !== 'blank' ? `sale.new.${customer.id}` : 'sale.new'}
      salespeople={people.map(({ id, name, teamName }) => ({
        value: String(id),
        label: teamName ? `${name}（${teamName}）` : name,
      }))}
      salespersonId={String(isAmong ? customer?.ownerId : viewer.id)}
      productLines={wordsOf('product_line')}
      dueDays={dueDays}
      today={todayIn(timeZone)}
      cancelHref={customer ? `/customers/${customer.id}` : '/sales'}
      texts={{ ...sales.form, methods: sales.method }}
      pickerTexts={customerPicker}
    />
  );
}
