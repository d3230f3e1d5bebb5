import type { ReactNode } from 'react';

/**
 * A button that opens what is in it: the platform's popover, so it works without script, closes on Esc or a tap
 * elsewhere and is cut off by no scrolling container. `id` is unique on the page.
 */
export function Pop({
  id,
  label,
  button,
  className,
  align = 'start',
  children,
}: {
  id: string;
  /** Said by a screen reader where the button shows only an icon. */
  label?: string | undefined;
  button: ReactNode;
  className: string;
  align?: 'start' | 'end';
  children: ReactNode;
}) {
  const side = align === 'start' ? '[position-area:bottom_span-right]' : '[position-area:bottom_span-left]';
  return (
    <>
      <button type="button" popoverTarget={id} className={className} aria-label={label}>
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        className={`pop inset-auto m-0 mt-1 max-h-[70dvh] max-w-[calc(100vw-2rem)] overflow-y-auto text-base-content max-sm:[&>a]:h-11 [position-try-fallbacks:flip-inline,flip-block] ${side}`}
      >
        {children}
      </div>
    </>
  );
}
