'use client';

import { FieldErrors, FieldLabel, useField } from '@/components/ui/form';
import type { handOver } from '@/messages/zh/hand-over';

export type ReceiverGroup = { team: string; people: { id: number; name: string }[] };
type Props = {
  label: string;
  texts: Record<keyof (typeof handOver)['to'], string>;
  groups: readonly ReceiverGroup[];
  hasPool: boolean;
  /** What becomes of what nobody has then. */
  unassignedText: string;
  /** One customer goes to one person. */
  isOne?: boolean;
  to?: string;
  receivers?: readonly number[];
  /** Errors of a form that only reads. */
  problem?: { field: 'to' | 'receivers[]'; text: string } | undefined;
};

/** Where customers go: to people (ticked, several in turn), to 待分配, or to the pool. Without script the choices stand there all the same. */
export function WheretoFields({
  label,
  texts,
  groups,
  hasPool,
  unassignedText,
  isOne = false,
  to = '',
  receivers = [],
  problem,
}: Props) {
  const field = useField('to', to);
  const ticked = useField('receivers[]');
  const chosen = ticked.values ?? receivers.map(String);
  const errorsOf = (name: 'to' | 'receivers[]', errors: string[]) =>
    problem?.field === name ? [problem.text, ...errors] : errors;
  const ways = [
    { value: 'people', label: texts.people },
    { value: 'unassigned', label: texts.unassigned },
    ...(hasPool ? [{ value: 'pool', label: texts.pool }] : []),
  ];
  const toErrors = errorsOf('to', field.errors);
  const receiverErrors = errorsOf('receivers[]', ticked.errors);
  return (
    <div className="group/to space-y-3">
      <fieldset
        className="min-w-0"
        aria-invalid={toErrors.length > 0}
        aria-describedby={toErrors.length > 0 ? 'to-error' : undefined}
      >
        <legend className="w-full">
          <FieldLabel label={label} required />
        </legend>
        <span key={field.key} className="seg flex w-full sm:w-fit">
          {ways.map((way) => (
            <label key={way.value} className="flex-1 justify-center sm:min-w-28">
              <input
                type="radio"
                className="sr-only"
                name="to"
                value={way.value}
                defaultChecked={way.value === field.value}
              />
              {way.label}
            </label>
          ))}
        </span>
        <FieldErrors name="to" errors={toErrors} />
      </fieldset>
      <fieldset
        className="hidden min-w-0 group-has-[[value=people]:checked]/to:block"
        aria-invalid={receiverErrors.length > 0}
        aria-describedby={receiverErrors.length > 0 ? 'receivers[]-error' : undefined}
      >
        <legend className="w-full">
          <FieldLabel label={texts.receivers} required />
        </legend>
        <p className="caption mb-2">{isOne ? texts.oneReceiverHint : texts.receiversHint}</p>
        <div key={ticked.key} className="space-y-2.5">
          {groups.map((group) => (
            <div key={group.team}>
              {groups.length > 1 && <p className="mb-1 text-sm break-words text-ink-2">{group.team}</p>}
              <span className="flex flex-wrap gap-1.5">
                {group.people.map(({ id, name }) => (
                  <label key={id} className="chip max-w-full cursor-pointer max-sm:h-11!">
                    <input
                      type={isOne ? 'radio' : 'checkbox'}
                      className="sr-only"
                      name="receivers[]"
                      value={id}
                      defaultChecked={chosen.includes(String(id))}
                    />
                    <span className="truncate">{name}</span>
                  </label>
                ))}
              </span>
            </div>
          ))}
        </div>
        <FieldErrors name="receivers[]" errors={receiverErrors} />
      </fieldset>
      <p className="caption hidden max-w-prose group-has-[[value=unassigned]:checked]/to:block">{unassignedText}</p>
      {hasPool && (
        <p className="caption hidden max-w-prose group-has-[[value=pool]:checked]/to:block">{texts.pooledText}</p>
      )}
    </div>
  );
}
