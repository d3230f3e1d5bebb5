import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EditTaskForm, TaskEnds } from '@/components/follow-ups/task-forms';
import { PageHead } from '@/components/ui/page';
import { ownPath } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { assigneesFor } from '@/lib/follow-ups/queries/assignees';
import { findOpenTask } from '@/lib/follow-ups/queries/today';
import { spellTask } from '@/lib/follow-ups/tasks';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { taskForm } from '@/messages/zh/follow-ups';

export const metadata: Metadata = { title: taskForm.editTitle };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ back?: string }> };

export default async function TaskPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findOpenTask(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const { task, customer } = found;
  const back = ownPath((await searchParams).back) ?? '/follow-ups';
  return (
    <>
      <PageHead title={taskForm.editTitle}>
        <Link className="btn btn-ghost" href={back} prefetch={false}>
          {taskForm.cancel}
        </Link>
      </PageHead>
      <div className="max-w-3xl space-y-6 px-6 py-5 max-sm:px-4">
        <p className="text-lg break-words">
          <Link className="hover:text-primary" href={`/customers/${customer.id}`} prefetch={false}>
            {customer.name}
          </Link>
        </p>
        <EditTaskForm
          formKey={randomUUID()}
          back={back}
          today={todayIn(readSettings().timeZone)}
          taskId={task.id}
          values={spellTask(task)}
          assignees={assigneesFor(viewer, customer, task.assigneeId)}
          texts={taskForm}
        />
        <section className="space-y-4 border-t border-line pt-5" aria-label={taskForm.endsLabel}>
          <TaskEnds
            taskId={task.id}
            version={task.version}
            back={back}
            keys={{ begin: randomUUID(), cancel: randomUUID() }}
            isOpen={task.status === 'open'}
            texts={taskForm}
          />
        </section>
      </div>
    </>
  );
}
