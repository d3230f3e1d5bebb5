'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ServerAction } from '@/lib/form-state';
import { ActionForm, DraftMark, FormMessage } from './form';

type Props = {
  title: string;
  /** Where 取消 leads: the page the form was opened from. */
  cancelHref: string;
  cancel: string;
  action: ServerAction;
  formKey: string;
  draft: string;
  /** The save button and what else it does. */
  footer: ReactNode;
  children: ReactNode;
};

/** A form as a page of its own: a near-full sheet over everything on phones, a column with a sticky foot on desktop. */
export function FormPage({ title, cancelHref, cancel, action, formKey, draft, footer, children }: Props) {
  return (
    <ActionForm
      action={action}
      formKey={formKey}
      draft={draft}
      className="flex grow flex-col bg-base-100 max-sm:fixed max-sm:inset-0 max-sm:z-20"
    >
      <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line px-2 sm:px-6">
        <Link className="btn btn-ghost max-sm:text-base sm:order-2" href={cancelHref} prefetch={false}>
          {cancel}
        </Link>
        <h1 className="flex-1 truncate text-lg max-sm:text-center">{title}</h1>
        <span className="w-16 text-right max-sm:pr-2 sm:order-1">
          <DraftMark />
        </span>
      </header>
      <div className="flex-1 max-sm:overflow-y-auto max-sm:overscroll-contain">
        <div className="max-w-3xl space-y-3.5 px-4 py-3 sm:px-6 sm:py-5">{children}</div>
      </div>
      <footer className="sticky bottom-0 z-10 shrink-0 border-t border-line bg-base-100 px-4 pt-2.5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-6 sm:py-3">
        <div className="max-w-3xl space-y-1.5">
          <FormMessage />
          {footer}
        </div>
      </footer>
    </ActionForm>
  );
}
