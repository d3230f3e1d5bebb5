import type { FieldErrors, Refusal } from './action-core';

/** The fields of a form as it spells them: what `opened` carries and what `mergeEdits` compares. */
export type Spelled<K extends string> = Record<K, string>;

/**
 * Two people edited one record (R42): changes to different fields are both kept; a field both changed, each to
 * something else, is a clash. Three-way: what the form was opened with, what was typed, what stands now.
 */
export function mergeEdits<K extends string>(
  fields: readonly K[],
  { opened, typed, present }: { opened: Spelled<K>; typed: Spelled<K>; present: Spelled<K> },
): { values: Spelled<K>; changed: K[]; clashes: K[] } {
  const values = { ...present };
  const changed: K[] = [];
  const clashes: K[] = [];
  for (const field of fields) {
    if (typed[field] === opened[field] || typed[field] === present[field]) continue;
    if (present[field] !== opened[field]) clashes.push(field);
    values[field] = typed[field];
    changed.push(field);
  }
  return { values, changed, clashes };
}

/** The hidden field `opened` of an edit form, read back; null when it isn't what the form wrote. */
export function parseOpened<K extends string>(fields: readonly K[], text: string): Spelled<K> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const record = (value ?? {}) as Record<string, unknown>;
  if (!fields.every((field) => typeof record[field] === 'string')) return null;
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Spelled<K>;
}

/**
 * Both values beside each clashing field, with who changed it and when; nothing is written. The form's `opened` is
 * renewed to what stands now, so that saving again decides; so are the fields that only the other one changed, or that
 * second saving would put them back. `show` spells a value for reading (a name for an id).
 */
export function refuseClash<K extends string>(
  { clashes, values }: Pick<ReturnType<typeof mergeEdits<K>>, 'clashes' | 'values'>,
  present: Spelled<K>,
  { show, by, at }: { show: (field: K, value: string) => string; by: string; at: string },
): Refusal {
  const errors: FieldErrors = {};
  for (const field of clashes)
    errors[field] = [{ key: 'form.clash', params: { theirs: show(field, present[field]), by, at } }];
  return {
    done: false,
    message: { key: 'form.clashed' },
    errors,
    values: { ...values, opened: JSON.stringify(present) },
  };
}
