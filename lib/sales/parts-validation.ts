import { z } from 'zod';
import { clean, halfWidth } from '../text';
import { mostParts } from './split';

const text = z
  .string()
  .max(40, 'form.tooLong')
  .default('')
  .transform((value) => halfWidth(clean(value)));

export const partsSchema = z.object({
  saleId: z
    .string()
    .regex(/^\d{1,15}$/, 'form.gone')
    .transform(Number),
  /** Rows keep their number, so that what is wrong stands beside them. */
  parts: z
    .array(z.object({ share: text, dueOn: text }).optional())
    .max(mostParts, 'payments.instalments.tooMany')
    .default([])
    .transform((rows) => rows.map((row) => row ?? { share: '', dueOn: '' })),
  /** 不分期. */
  once: z.string().optional().transform(Boolean),
  /** Amount and parts when the form was opened (R42). */
  opened: z.string().max(5_000, 'form.stale'),
  reason: z.string().default('').transform(clean).pipe(z.string().max(500, 'form.tooLong')),
});
export type PartsInput = z.output<typeof partsSchema>;
