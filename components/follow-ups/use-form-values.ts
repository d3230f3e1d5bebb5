import { type RefObject, useEffect, useState } from 'react';
import { useFormState } from '@/components/ui/form';

/** What stands in the form around `inside` now, after every change and answer; null until the script is there. */
export function useFormValues(inside: RefObject<HTMLElement | null>): FormData | null {
  const { state } = useFormState();
  const [values, setValues] = useState<FormData | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer or a draft puts other values into the fields
  useEffect(() => {
    const form = inside.current?.closest('form');
    if (!form) return;
    const read = () => setValues(new FormData(form));
    read();
    form.addEventListener('input', read);
    form.addEventListener('change', read);
    return () => {
      form.removeEventListener('input', read);
      form.removeEventListener('change', read);
    };
  }, [inside, state.answer]);
  return values;
}
