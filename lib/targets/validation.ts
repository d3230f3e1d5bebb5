import { z } from 'zod';
import { targetMetrics } from '@/db/schema/targets';
import { type Opened, placeOf } from './grid';
import { type SplitAsked, splitSpans } from './split';

const openedSchema = z.record(z.string(), z.number().int());

export type TargetMetric = (typeof targetMetrics)[number];

/** The form that splits a figure, part of the sheet's: `split` is set by its own button. */
const splitFields = z.object({
  split: z.literal('1').optional(),
  splitRow: z.string().max(40).default(''),
  splitSpan: z.enum(splitSpans).catch('year'),
  splitBy: z.enum(['months', 'parts']).catch('months'),
  splitAmount: z.string().max(60).default(''),
});

export type PostedSheet = {
  year: string;
  metric: TargetMetric;
  opened: Opened;
  typed: Record<string, string>;
  /** Null: only what is typed is saved. */
  split: SplitAsked | null;
};

/** A posted sheet: every open cell under its name, and what the cells held when the form was opened. */
export const targetsSchema = z
  .looseObject({
    year: z.string().regex(/^\d{4}$/),
    metric: z.enum(targetMetrics).default('amount'),
    opened: z.string().max(200_000),
  })
  .transform(({ year, metric, opened, ...fields }, context): PostedSheet => {
    const cells = Object.entries(fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && placeOf(entry[0]) !== null,
    );
    const read = openedSchema.safeParse(asJson(opened));
    if (!read.success) context.addIssue({ code: 'custom', path: ['opened'], message: 'form.stale' });
    const asked = splitFields.safeParse(fields).data;
    return {
      year,
      metric,
      opened: read.data ?? {},
      typed: Object.fromEntries(cells),
      split: asked?.split
        ? { row: asked.splitRow, span: asked.splitSpan, by: asked.splitBy, amount: asked.splitAmount }
        : null,
    };
  });

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
