'use client';

import {
  ArrowDownUp,
  Bell,
  Building2,
  ChartNoAxesColumn,
  House,
  Menu,
  MessageSquareText,
  ReceiptText,
  Settings2,
  Target,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Fragment, type ReactNode } from 'react';

const icons = {
  home: House,
  notifications: Bell,
  customers: Building2,
  sales: ReceiptText,
  followUps: MessageSquareText,
  targets: Target,
  analysis: ChartNoAxesColumn,
  imports: ArrowDownUp,
  settings: Settings2,
  more: Menu,
};
export type NavItem = {
  icon: keyof typeof icons;
  href: string;
  label: string;
  /** What waits there, and how it is said aloud; none: nothing. */
  waiting?: { count: number; label: string } | undefined;
};

const isHere = (pathname: string, href: string) => (href === '/' ? pathname === '/' : pathname.startsWith(href));

/** The groups of the side navigation: words from 1200 px, an icon rail below. */
export function SideLinks({ groups }: { groups: NavItem[][] }) {
  const pathname = usePathname();
  return groups.map((group) => (
    <div key={group[0]?.href} className="space-y-0.5">
      {group.map(({ icon, href, label, waiting }) => {
        const Icon = icons[icon];
        return (
          <Link
            key={href}
            prefetch={false}
            className="nav-link relative"
            href={href}
            title={label}
            aria-current={isHere(pathname, href) ? 'page' : undefined}
          >
            <Icon aria-hidden />
            <span className="sr-only min-[1200px]:not-sr-only">{label}</span>
            {waiting && <Waiting {...waiting} />}
          </Link>
        );
      })}
    </div>
  ));
}

/** A number beside the words, a dot on the icon where there are none. */
const Waiting = ({ count, label }: { count: number; label: string }) => (
  <>
    <span className="sr-only">{label}</span>
    <span className="ml-auto text-xs tabular-nums max-[1199px]:hidden" aria-hidden>
      {count > 99 ? '99+' : count}
    </span>
    <span className="absolute top-1.5 right-1.5 size-2 rounded-full bg-primary min-[1200px]:hidden" aria-hidden />
  </>
);

/** Four places at the bottom of a phone and `centre`, the way to file something, between them. */
export function TabBar({ items, centre, label }: { items: NavItem[]; centre: ReactNode; label: string }) {
  const pathname = usePathname();
  return (
    <nav className="tabbar sm:hidden" aria-label={label}>
      {items.map(({ icon, href, label, waiting }, index) => {
        const Icon = icons[icon];
        return (
          <Fragment key={href}>
            {index === 2 && centre}
            <Link
              className="relative"
              href={href}
              prefetch={false}
              aria-current={isHere(pathname, href) ? 'page' : undefined}
            >
              <Icon aria-hidden />
              {label}
              {waiting && <Waiting {...waiting} />}
            </Link>
          </Fragment>
        );
      })}
    </nav>
  );
}
