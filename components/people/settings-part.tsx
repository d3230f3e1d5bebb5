import type { ReactNode } from 'react';

/** One part of a settings page: a head, a line that says what it means, and what can be done. */
export const SettingsPart = ({ title, text, children }: { title: string; text?: string; children?: ReactNode }) => (
  <section className="space-y-4 border-t border-line px-6 py-5 max-sm:px-4">
    <div className="space-y-1">
      <h2 className="text-base">{title}</h2>
      {text && <p className="max-w-prose text-sm text-ink-2">{text}</p>}
    </div>
    {children}
  </section>
);
