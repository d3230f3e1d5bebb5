import { z } from 'zod';
import type { Fen } from '@/db/columns';
import { levels, stages } from '@/db/schema/customers';
import { isDay } from '../days';
import { parseFen } from '../money';
import { clean, cleanCode, halfWidth } from '../text';
import { viewPurposes } from './purposes';

const text = (most: number) => z.string().default('').transform(clean).pipe(z.string().max(most, 'form.tooLong'));
const note = (most: number) => text(most).transform((value) => value || null);
const name = text(100).pipe(z.string().min(1, 'form.required'));
export const idText = z
  .string()
  .regex(/^\d{1,15}$/, 'form.choose')
  .transform(Number);
const optionalId = z
  .string()
  .default('')
  .refine((value) => /^\d{0,15}$/.test(value), 'form.choose')
  .transform((value) => (value === '' ? null : Number(value)));
const day = z
  .string()
  .default('')
  .transform((value) => halfWidth(clean(value)))
  .refine((value) => value === '' || isDay(value), 'customers.form.problem.day');
const optionalDay = day.transform((value) => value || null);
/** Plain yuan, `¥` and thousands separators where they belong; anything else is refused, never guessed. */
const money = z
  .string()
  .default('')
  .transform((value, context): Fen | null => {
    const plain = halfWidth(clean(value)).replace(/[¥￥\s]|元$/g, '');
    if (plain === '') return null;
    const amount = parseFen(plain);
    if (amount !== null && amount >= 0) return amount;
    context.addIssue({ code: 'custom', message: 'customers.form.problem.money' });
    return z.NEVER;
  });
const wholeNumber = (least: number, most: number, message: string) =>
  z
    .string()
    .default('')
    .transform((value) => halfWidth(clean(value)))
    .refine((value) => value === '' || (/^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most), {
      error: message,
    })
    .transform((value) => (value === '' ? null : Number(value)));
const levelText = z.enum(levels, 'form.choose');
const stageText = z.enum(stages, 'form.choose');

/** What filing and editing a customer have in common (R9), under the form's names. */
const customerShape = {
  name,
  code: z.string().default('').transform(cleanCode).pipe(z.string().max(30, 'form.tooLong')),
  level: levelText.default('normal'),
  sourceId: optionalId,
  demandTypeId: optionalId,
  demandChange: note(500),
  /** Empty: as the demand type says (R9). */
  demandClear: z
    .enum(['', 'yes', 'no'], 'form.choose')
    .default('')
    .transform((value) => (value === '' ? null : value === 'yes')),
  industryId: optionalId,
  regionId: optionalId,
  intendedLineId: optionalId,
  ownerId: optionalId,
  creditCode: z
    .string()
    .default('')
    .transform((value) => cleanCode(value).replace(/\s/g, '').toUpperCase() || null),
  terms: z.enum(['', 'days', 'month_end'], 'form.choose').default(''),
  termsDays: wholeNumber(0, 3650, 'customers.form.problem.termsDays'),
  expectedAnnual: money,
  strategicValue: wholeNumber(0, 5, 'customers.form.problem.strategicValue'),
  strategicReason: note(500),
  cooperatingSince: optionalDay,
  filedOn: day,
  firstContactOn: optionalDay,
  invoiceDetails: note(1000),
  notes: note(2000),
};

/** Typed on a Chinese keyboard, digits and Latin letters come full-width (R3). */
const plain = (most: number) => note(most).transform((value) => value && halfWidth(value));
const contactShape = { title: note(50), phone: plain(60), wechat: plain(60), email: plain(100) };

export const newCustomerSchema = z.object({
  ...customerShape,
  stage: stageText.default('contact'),
  lossReasonId: optionalId,
  contactName: text(50),
  contactTitle: contactShape.title,
  contactPhone: contactShape.phone,
  contactWechat: contactShape.wechat,
  contactEmail: contactShape.email,
  /** What the person saw near customers of, and files nevertheless. */
  confirmed: z.string().default(''),
  back: z.string().default(''),
});
export type NewCustomerInput = z.output<typeof newCustomerSchema>;

export const editCustomerSchema = z.object({ ...customerShape, customerId: idText, opened: z.string() });
export type EditCustomerInput = z.output<typeof editCustomerSchema>;
export type CustomerInput = z.output<z.ZodObject<typeof customerShape>>;

export const newContactSchema = z.object({ customerId: idText, name, ...contactShape });
export type NewContactInput = z.output<typeof newContactSchema>;
export const editContactSchema = z.object({ ...newContactSchema.shape, contactId: idText, opened: z.string() });
export type EditContactInput = z.output<typeof editContactSchema>;
/** 点击查看: a purpose or own words, one of the two at least (R6). */
export const showContactSchema = z
  .object({
    contactId: idText,
    purpose: z
      .enum(['', ...viewPurposes], 'form.choose')
      .default('')
      .transform((value) => value || null),
    reason: note(200),
  })
  .refine(({ purpose, reason }) => purpose !== null || reason !== null, {
    error: 'customers.reveal.reasonNeeded',
    path: ['reason'],
  });
export type ShowContactInput = z.output<typeof showContactSchema>;
export const contactIdSchema = z.object({ customerId: idText, contactId: idText });

export const stageSchema = z.object({
  customerId: idText,
  /** The stage the form was opened with (R42). */
  from: stageText,
  stage: stageText,
  lossReasonId: optionalId,
});
export const collaboratorSchema = z.object({ customerId: idText, userId: idText });
export const customerIdSchema = z.object({ customerId: idText });

export const assignSchema = z.object({ customerId: idText, ownerId: idText });
export type AssignInput = z.output<typeof assignSchema>;
export const releaseSchema = z.object({
  customerId: idText,
  reason: text(200).pipe(z.string().min(1, 'pool.reasonNeeded')),
});
export type ReleaseInput = z.output<typeof releaseSchema>;
