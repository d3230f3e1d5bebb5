'use client';

import { ChevronRight } from 'lucide-react';
import { ActionForm, FormMessage, HiddenField, SubmitButton } from '@/components/ui/form';
import { openNotification, readAllNotifications } from '@/lib/notifications/actions';

type RowProps = { id: number; text: string; at: string; unread: string | null; formKey: string };

/** A notification as one button: it is read and leads to its page in one step. */
export function NotificationRow({ id, text, at, unread, formKey }: RowProps) {
  return (
    <ActionForm action={openNotification} formKey={formKey}>
      <HiddenField name="notificationId" value={String(id)} />
      <button
        type="submit"
        className="flex min-h-14 w-full cursor-pointer items-center gap-3 px-6 py-2.5 text-left hover:bg-hover max-sm:px-4"
      >
        <span className={`size-2 shrink-0 rounded-full ${unread ? 'bg-primary' : ''}`} aria-hidden />
        <span className="min-w-0 flex-1">
          {unread && <span className="sr-only">{unread} </span>}
          <span className={`block break-words ${unread ? 'font-semibold' : ''}`}>{text}</span>
          <span className="caption block">{at}</span>
        </span>
        <ChevronRight className="shrink-0 text-ink-3" aria-hidden />
      </button>
      <FormMessage />
    </ActionForm>
  );
}

export function ReadAll({ label, formKey }: { label: string; formKey: string }) {
  return (
    <ActionForm action={readAllNotifications} formKey={formKey}>
      <SubmitButton className="btn btn-line">{label}</SubmitButton>
    </ActionForm>
  );
}
