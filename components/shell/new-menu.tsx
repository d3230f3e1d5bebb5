'use client';

import { Building2, MessageSquarePlus, Plus, ReceiptText, Wallet } from 'lucide-react';
import Link from 'next/link';

const icons = { followUp: MessageSquarePlus, sale: ReceiptText, payment: Wallet, customer: Building2 };
export type NewItem = { icon: keyof typeof icons; href: string; label: string };

const id = 'new-menu';

/** The centre `+` of a phone's bottom bar: one tap to the choice, the second to the blank form. */
export const NewTab = ({ label }: { label: string }) => (
  <button type="button" className="plus" popoverTarget={id} aria-label={label}>
    <Plus aria-hidden />
  </button>
);

/** The same on desktop, at the head of the navigation. */
export const NewButton = ({ label }: { label: string }) => (
  <button
    type="button"
    className="btn btn-line w-full justify-start px-2.5 max-[1199px]:btn-square"
    popoverTarget={id}
    title={label}
  >
    <Plus aria-hidden />
    <span className="sr-only min-[1200px]:not-sr-only">{label}</span>
  </button>
);

/** What can be filed: a sheet over the bottom bar on phones, a menu beside the navigation on desktop. */
export function NewMenu({ items, label }: { items: NewItem[]; label: string }) {
  return (
    <nav
      id={id}
      popover="auto"
      aria-label={label}
      className="pop fixed inset-auto m-0 max-sm:inset-x-3 max-sm:bottom-20 max-sm:w-auto max-sm:p-2 sm:top-26 sm:left-2.5 sm:w-44"
    >
      {items.map(({ icon, href, label }) => {
        const Icon = icons[icon];
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className="max-sm:h-12! max-sm:text-base"
            // A page that changes without loading leaves the menu open.
            onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
          >
            <Icon className="size-5 sm:size-4" aria-hidden />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
