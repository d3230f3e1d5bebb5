import { z } from 'zod';
import { wheretoShape } from '../people/validation';
import { clean } from '../text';

/** More than anyone has in one preview. */
export const mostAtOnce = 2000;

/** What the preview showed, in the order of dealing: `customer.version,customer.version`. */
const seen = z
  .string()
  .max(mostAtOnce * 20)
  .regex(/^\d{1,15}\.\d{1,9}(,\d{1,15}\.\d{1,9})*$/, 'handOver.nothing')
  .transform((text) =>
    text.split(',').map((part) => {
      const [id, version] = part.split('.').map(Number) as [number, number];
      return { id, version };
    }),
  )
  .refine((rows) => rows.length <= mostAtOnce && new Set(rows.map(({ id }) => id)).size === rows.length);

export const handOverSchema = z.object({
  ...wheretoShape,
  seen,
  reason: z
    .string()
    .default('')
    .transform(clean)
    .pipe(z.string().max(200, 'form.tooLong'))
    .transform((text) => text || null),
});
export type HandOverInput = z.output<typeof handOverSchema>;
