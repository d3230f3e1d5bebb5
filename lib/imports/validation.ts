import { z } from 'zod';
import { type Answers, questionFields } from './judgement';

export const importIdSchema = z.object({ importId: z.coerce.number().int().positive() });

/** One field per question, named `question:<field>:<word key>`; blank = not answered yet. */
export const answersSchema = importIdSchema.catchall(z.union([z.string(), z.array(z.string())])).transform((form) => {
  const answers: Answers = {};
  for (const [name, value] of Object.entries(form)) {
    const [, field, wordKey = ''] = /^question:(\w+):(.*)$/s.exec(name) ?? [];
    const known = questionFields.find((one) => one === field);
    const choice = Array.isArray(value) ? value.find((one) => one !== '') : value;
    if (!known || typeof choice !== 'string' || choice === '') continue;
    answers[known] = { ...answers[known], [wordKey]: choice };
  }
  return { importId: form.importId, answers };
});

export const publishSchema = importIdSchema.extend({
  rows: z.enum(['all', 'good']),
  /** Rows that the preview promised to write. */
  expected: z.coerce.number().int(),
  reviewed: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
});
