import { randomUUID } from 'node:crypto';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import type { ServerAction } from '@/lib/form-state';

type Props = {
  id: string;
  title: string;
  text: string;
  confirm: string;
  cancel: string;
  /** Null: it can't be done, and `text` says why. */
  action: ServerAction | null;
  fields: Record<string, string>;
};

/** Asks before something that can't be undone at a tap: a popover, opened by any button with `popoverTarget={id}`. */
export function Confirm({ id, title, text, confirm, cancel, action, fields }: Props) {
  return (
    <section
      id={id}
      popover="auto"
      aria-labelledby={`${id}-title`}
      className="fixed inset-0 m-auto h-fit w-[min(26rem,calc(100vw-2rem))] rounded-box border border-line-strong bg-base-100 p-5 text-base-content shadow-[0_8px_24px_-8px_oklch(25%_0.02_225/0.28)] backdrop:bg-base-content/40"
    >
      <h2 id={`${id}-title`} className="text-lg font-semibold break-words">
        {title}
      </h2>
      <p className="mt-1 text-sm text-ink-2">{text}</p>
      {action ? (
        <ActionForm action={action} formKey={randomUUID()} className="mt-4 space-y-2">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <FormMessage />
          <div className="flex justify-end gap-2">
            <Close id={id}>{cancel}</Close>
            <SubmitButton>{confirm}</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <div className="mt-4 flex justify-end">
          <Close id={id}>{cancel}</Close>
        </div>
      )}
    </section>
  );
}

const Close = ({ id, children }: { id: string; children: string }) => (
  <button type="button" className="btn btn-ghost" popoverTarget={id} popoverTargetAction="hide">
    {children}
  </button>
);
