'use client';

import {
  ArrowDownUp,
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
  customers: Building2,
  sales: ReceiptText,
  followUps: MessageSquareText,
  targets: Target,
  analysis: ChartNoAxesColumn,
  imports: ArrowDownUp,
  settings: Settings2,
  more: Menu,
};
export type NavItem = { icon: keyof typeof icons; href: string; label: string };

const isHere = (pathname: string, href: string) => (href === '/' ? pathname === '/' : pathname.startsWith(href));

/** The groups of the side navigation: words from 1200 px, an icon rail below. */
export function SideLinks({ groups }: { groups: NavItem[][] }) {
  const pathname = usePathname();
  return groups.map((group) => (
    <div key={group[0]?.href} className="space-y-0.5">
      {group.map(({ icon, href, label }) => {
        const Icon = icons[icon];
        return (
          <Link
            key={href}
            prefetch={false}
            className="nav-link"
            href={href}
            title={label}
            aria-current={isHere(pathname, href) ? 'page' : undefined}
          >
            <Icon aria-hidden />
            <span className="sr-only min-[1200px]:not-sr-only">{label}</span>
          </Link>
        );
      })}
    </div>
  ));
}

/** Four places at the bottom of a phone and `centre`, the way to file something, between them. */
export function TabBar({ items, centre, label }: { items: NavItem[]; centre: ReactNode; label: string }) {
  const pathname = usePathname();
  return (
    <nav className="tabbar sm:hidden" aria-label={label}>
      {items.map(({ icon, href, label }, index) => {
        const Icon = icons[icon];
        return (
          <Fragment key={href}>
            {index === 2 && centre}
            <Link href={href} prefetch={false} aria-current={isHere(pathname, href) ? 'page' : undefined}>
              <Icon aria-hidden />
              {label}
            </Link>
          </Fragment>
        );
      })}
    </nav>
  );
}
