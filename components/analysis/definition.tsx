'use client';

/** The 口径 behind an icon, opened by the platform's popover. */
export function Definition({ id, label, texts }: { id: string; label: string; texts: [name: string, text: string][] }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="-m-2 cursor-pointer p-2 max-sm:-m-3 max-sm:p-3.5"
        aria-label={label}
      >
        <svg className="lucide" aria-hidden="true">
          <use href="#info-icon" />
        </svg>
      </button>
      <div
        id={id}
        popover="auto"
        className="pop inset-auto m-0 mt-1 max-w-[calc(100vw-2rem)] text-base-content [position-area:bottom_span-right] [position-try-fallbacks:flip-inline,flip-block]"
      >
        <dl className="grid w-80 max-w-full gap-2 px-2 py-1 text-sm leading-relaxed font-normal whitespace-normal">
          {texts.map(([name, text]) => (
            <div key={name}>
              <dt className="font-semibold">{name}</dt>
              <dd className="text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
