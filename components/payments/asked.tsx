'use client';

import { TriangleAlert } from 'lucide-react';
import { HiddenField, useField } from '@/components/ui/form';

/**
 * What the action asks before it writes (a credit, a probable double): the questions and a tick for yes. The form
 * carries what was asked, since a tick answers for that only.
 */
export function Asked({ yes }: { yes: string }) {
  const { errors, key } = useField('confirmed');
  return (
    <>
      <HiddenField name="asked" value="" />
      {errors.length > 0 && (
        <div className="rounded-field border border-warning bg-warn-soft px-3 py-2 text-sm">
          <ul id="confirmed-error" className="space-y-1">
            {errors.map((text) => (
              <li key={text} className="flex items-start gap-1.5">
                <TriangleAlert className="mt-0.75 size-3.5 shrink-0 text-warning" aria-hidden />
                <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
              </li>
            ))}
          </ul>
          <label className="mt-1 flex min-h-11 items-center gap-2 sm:min-h-8">
            <input
              key={key}
              type="checkbox"
              name="confirmed"
              className="checkbox checkbox-sm shrink-0"
              aria-invalid
              aria-describedby="confirmed-error"
            />
            {yes}
          </label>
        </div>
      )}
    </>
  );
}
