import { z } from 'zod';
import { type Opened, placeOf } from './grid';

const openedSchema = z.record(z.string(), z.number().int());

/** A posted sheet: every open cell under its name, and what the cells held when the form was opened. */
export const targetsSchema = z
  .looseObject({ year: z.string().regex(/^\d{4}$/), opened: z.string().max(200_000) })
  .transform(
    ({ year, opened, ...fields }, context): { year: string; opened: Opened; typed: Record<string, string> } => {
      const cells = Object.entries(fields).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && placeOf(entry[0]) !== null,
      );
      const read = openedSchema.safeParse(asJson(opened));
      if (!read.success) context.addIssue({ code: 'custom', path: ['opened'], message: 'form.stale' });
      return { year, opened: read.data ?? {}, typed: Object.fromEntries(cells) };
    },
  );

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
