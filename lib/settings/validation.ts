import { z } from 'zod';
import { dictionaryKinds } from '@/db/schema/settings';
import { clean } from '../text';

const name = z.string().transform(clean).pipe(z.string().min(1, 'form.required').max(40, 'form.tooLong'));
const entryId = z
  .string()
  .regex(/^\d{1,15}$/, 'form.choose')
  .transform(Number);

export const addEntrySchema = z.object({ kind: z.enum(dictionaryKinds), name });
export const renameEntrySchema = z.object({ entryId, name, was: z.string() });
export const moveEntrySchema = z.object({ entryId, to: z.enum(['up', 'down']) });
export const entryIdSchema = z.object({ entryId });
