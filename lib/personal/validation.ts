import { z } from 'zod';
import { idText } from '../customers/validation';
import { clean } from '../text';

const filled = (most: number) =>
  z.string().default('').transform(clean).pipe(z.string().min(1, 'form.required').max(most, 'form.tooLong'));

export const eraseSchema = z.object({
  customerId: idText,
  contactId: idText,
  version: z
    .string()
    .regex(/^\d{1,9}$/, 'form.stale')
    .transform(Number),
  reason: filled(200),
  confirm: filled(100),
});
