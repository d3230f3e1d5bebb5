'use client';

import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import type { ServerAction } from '@/lib/form-state';

/** 明天 and 下周 of one task; what was done is said, and taken back, below the page. */
export function TaskMoves({
  action,
  formKey,
  taskId,
  version,
  days,
  about,
}: {
  action: ServerAction;
  formKey: string;
  taskId: number;
  version: number;
  days: readonly { day: string; label: string }[];
  about: string;
}) {
  return (
    <ActionForm action={action} formKey={formKey} className="flex items-center gap-1">
      <input type="hidden" name="taskId" value={taskId} readOnly />
      <input type="hidden" name="version" value={version} readOnly />
      {days.map(({ day, label }) => (
        <SubmitButton
          key={day}
          name="dueOn"
          value={day}
          className="btn btn-line btn-sm px-2.5 max-sm:min-h-11 max-sm:px-3"
        >
          {label}
          <span className="sr-only">{about}</span>
        </SubmitButton>
      ))}
      <FormMessage />
    </ActionForm>
  );
}
