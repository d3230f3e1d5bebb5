import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { RecordForm } from '@/components/follow-ups/record-form';
import { ownPath } from '@/lib/address';
import { now } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { aboutCustomer, formCalendar, formWords } from '@/lib/follow-ups/queries/form';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { customerPicker } from '@/messages/zh/customers';
import { recordForm } from '@/messages/zh/follow-ups';

export const metadata: Metadata = { title: recordForm.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** `?customer=` and `?task=` fix what it is about; `?picked=` is a choice that can still be changed. */
export default async function NewRecordPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const params = await searchParams;
  const fixed = { customerId: idOf(params.customer), taskId: idOf(params.task) };
  const isFixed = params.customer !== undefined || params.task !== undefined;
  const wall = momentIn(now(), readSettings().timeZone);
  const today = wall.slice(0, 10);
  const about = aboutCustomer(viewer, {
    ...(isFixed ? fixed : { customerId: idOf(params.picked), taskId: null }),
    today,
  });
  if (isFixed && !about) notFound();
  return (
    <RecordForm
      formKey={randomUUID()}
      draft={
        !isFixed || !about || params.draft === 'blank'
          ? 'followUp.new'
          : `followUp.${params.task ? `task.${params.task}` : about.customer.id}`
      }
      about={about}
      isFixed={isFixed}
      calendar={formCalendar(today)}
      now={wall.replace(' ', 'T')}
      words={formWords()}
      back={ownPath(one(params.back)) ?? (await cameFrom()) ?? '/follow-ups'}
      texts={recordForm}
      pickerTexts={customerPicker}
    />
  );
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
const idOf = (value: string | string[] | undefined) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;

/** The page the form was opened from, when it is one of ours and no form itself. */
async function cameFrom(): Promise<string | null> {
  const list = await headers();
  const from = list.get('referer');
  if (!from || !URL.canParse(from)) return null;
  const { host, pathname, search } = new URL(from);
  if (host !== list.get('host') || /\/(new|sign-in|set-up)$/.test(pathname)) return null;
  return ownPath(pathname + search);
}
