'use client';

import { useField } from '@/components/ui/form';

/** Chooses one row of the inbox; stays ticked after a refusal, and while another row is decided by its own button. */
export function ReviewTick({ value, label }: { value: string; label: string }) {
  const field = useField('rows[]');
  return (
    <label className="-mt-2 -ml-2 grid size-9 cursor-pointer place-items-center max-sm:mt-0 max-sm:-ml-3 max-sm:size-11">
      <input
        type="checkbox"
        className="checkbox checkbox-sm"
        name="rows[]"
        value={value}
        defaultChecked={field.values?.includes(value)}
        aria-label={label}
      />
    </label>
  );
}
