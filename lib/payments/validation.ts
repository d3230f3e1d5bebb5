import { z } from 'zod';
import type { Fen } from '@/db/columns';
import { paymentMethods } from '@/db/schema/sales';
import { isDay } from '../days';
import { readAmount } from '../sales/amounts';
import { clean, halfWidth } from '../text';

const id = z
  .string()
  .regex(/^\d{1,15}$/, 'form.gone')
  .transform(Number);
const reason = z.string().default('').transform(clean).pipe(z.string().max(500, 'form.tooLong'));

/** Yuan as typed, above 0: the kind of the form says which way the money goes. */
const amount = z
  .string()
  .default('')
  .transform((text, context): Fen => {
    const typed = readAmount(text);
    if ('value' in typed && typed.value) return typed.value;
    const problem = 'problem' in typed ? typed.problem : typed.value === 0 ? 'zero' : null;
    context.addIssue({
      code: 'custom',
      message: problem ? `payments.problem.${problem === 'unreadable' ? 'amount' : problem}` : 'form.required',
    });
    return z.NEVER;
  });

const day = z
  .string()
  .default('')
  .transform((text) => halfWidth(clean(text)))
  .pipe(z.string().min(1, 'form.required').refine(isDay, 'payments.problem.day'));

export const paymentKinds = ['receipt', 'refund'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** What was asked when the form was refused last, and the tick that says yes to it. */
const question = { asked: z.string().max(500).default(''), confirmed: z.string().optional().transform(Boolean) };

export const paymentSchema = z
  .object({
    saleId: id,
    kind: z.enum(paymentKinds).default('receipt'),
    amount,
    paidOn: day,
    method: z.enum(paymentMethods, 'form.choose').default('transfer'),
    reason,
    /** What the sale had been paid, in fen, when the form was opened (R42). */
    opened: z
      .string()
      .regex(/^-?\d{1,15}$/, 'form.stale')
      .transform(Number),
    back: z.string().max(500).default(''),
    ...question,
  })
  .transform((input, context) => {
    if (input.kind === 'refund' && input.reason === '')
      context.addIssue({ code: 'custom', path: ['reason'], message: 'payments.problem.reason' });
    return { ...input, signedFen: (input.kind === 'refund' ? -input.amount : input.amount) as Fen };
  });
export type PaymentInput = z.output<typeof paymentSchema>;

export const voidPaymentSchema = z.object({
  paymentId: id,
  reason: reason.pipe(z.string().min(1, 'payments.problem.voidReason')),
  ...question,
});
export type VoidInput = z.output<typeof voidPaymentSchema>;
