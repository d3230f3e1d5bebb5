import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewTaskForm } from '@/components/follow-ups/task-forms';
import { ownPath } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { findReached } from '@/lib/customers/queries/customer';
import { pickedCustomer } from '@/lib/customers/queries/pick';
import { addDays } from '@/lib/days';
import { assigneesFor } from '@/lib/follow-ups/queries/assignees';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { onWorkingDay } from '@/lib/working-days';
import { customerPicker } from '@/messages/zh/customers';
import { taskForm } from '@/messages/zh/follow-ups';

export const metadata: Metadata = { title: taskForm.title };

type Props = { searchParams: Promise<{ customer?: string; back?: string }> };

export default async function NewTaskPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { customer: asked, back } = await searchParams;
  const id = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  const found = id === null ? undefined : findReached(viewer, id);
  if (asked !== undefined && !found) notFound();
  const today = todayIn(readSettings().timeZone);
  const { ownerId = null } = found?.customer ?? {};
  const assignees = found ? assigneesFor(viewer, found.customer) : [];
  return (
    <NewTaskForm
      formKey={randomUUID()}
      back={ownPath(back) ?? (found ? `/customers/${found.customer.id}` : '/follow-ups')}
      today={today}
      dueOn={onWorkingDay(addDays(today, 1))}
      customer={id === null ? null : pickedCustomer(viewer, id, undefined, 'reached')}
      isFixed={found !== undefined}
      // The owner stands first and is the default.
      assignees={assignees.toSorted(
        (a, b) => Number(b.value === String(ownerId)) - Number(a.value === String(ownerId)),
      )}
      texts={taskForm}
      pickerTexts={customerPicker}
    />
  );
}
