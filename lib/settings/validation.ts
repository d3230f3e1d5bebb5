import { z } from 'zod';
import { dictionaryKinds } from '@/db/schema/settings';
import { clean, halfWidth } from '../text';
import type { RuleKey } from './rules';
import { type Settings, settingsSchema } from './settings';

const name = z.string().transform(clean).pipe(z.string().min(1, 'form.required').max(40, 'form.tooLong'));
const entryId = z
  .string()
  .regex(/^\d{1,15}$/, 'form.choose')
  .transform(Number);

export const addEntrySchema = z.object({ kind: z.enum(dictionaryKinds), name });
export const renameEntrySchema = z.object({ entryId, name, was: z.string() });
export const moveEntrySchema = z.object({ entryId, to: z.enum(['up', 'down']) });
export const entryIdSchema = z.object({ entryId });

/** A whole number within what the setting allows; the message says what that is. */
const number = (key: NumberKey) => {
  const problem = `settings.rules.problem.${key}`;
  return z
    .string()
    .transform((text) => halfWidth(clean(text)))
    .pipe(z.string().regex(/^\d{1,6}$/, problem))
    .transform(Number)
    .refine((value) => settingsSchema.shape[key].safeParse(value).success, problem);
};
type NumberKey = { [K in RuleKey]: Settings[K] extends number ? K : never }[RuleKey];
const onOff = z.enum(['on', 'off'], 'form.choose').transform((choice) => choice === 'on');
const opened = z.string();

/** One form of 设置 › 规则, with the settings `ruleSections` gives it. */
export const changeRulesSchema = z.discriminatedUnion('section', [
  z.object({
    section: z.literal('company'),
    opened,
    companyName: z.string().transform(clean).pipe(z.string().min(1, 'form.required').max(50, 'form.tooLong')),
    fiscalStart: number('fiscalStart'),
    dueDays: number('dueDays'),
    reviewSales: onOff,
  }),
  z.object({
    section: z.literal('contacts'),
    opened,
    supervisorsSeeContacts: onOff,
    contactViewsPerHour: number('contactViewsPerHour'),
  }),
  z.object({ section: z.literal('exports'), opened, repsMayExport: onOff }),
  z.object({
    section: z.literal('pool'),
    opened,
    pool: onOff,
    poolClaimsPerMonth: number('poolClaimsPerMonth'),
    poolCoolOffDays: number('poolCoolOffDays'),
    poolReturnDays: number('poolReturnDays'),
  }),
  z.object({
    section: z.literal('signIn'),
    opened,
    sessionIdleDays: number('sessionIdleDays'),
    sessionDays: number('sessionDays'),
  }),
]);
export type ChangeRulesInput = z.output<typeof changeRulesSchema>;
