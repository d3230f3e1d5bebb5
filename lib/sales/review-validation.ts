import { z } from 'zod';
import type { Fen, Milli } from '@/db/columns';
import { isDay } from '../days';
import { parseDecimal, parseFen } from '../money';
import { clean, halfWidth } from '../text';

const id = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const reason = z.string().transform(clean).pipe(z.string().max(500, 'form.tooLong'));
const requiredReason = reason.pipe(z.string().min(1, 'review.whyNeeded'));

/** The inbox: ticked rows and a decision, or `only` one row approved by the button beside it. No decision: Enter alone. */
export const reviewSchema = z
  .object({
    'rows[]': z.array(z.string().max(40)).max(200).default([]),
    only: z.string().max(40).optional(),
    decision: z.enum(['approve', 'reject', '']).default(''),
    reason: reason.default(''),
    /** Answers in the list itself, which stays; elsewhere the answer is said once over the page. */
    list: z.literal('1').optional().transform(Boolean),
  })
  .transform(({ 'rows[]': ticked, only, decision, reason, list }, context) => {
    if (!only && decision === 'reject' && reason === '')
      context.addIssue({ code: 'custom', path: ['reason'], message: 'review.reasonNeeded' });
    const approval = { approve: true as const };
    return {
      rows: only ? [only] : [...new Set(ticked)],
      decision:
        only || decision === 'approve' ? approval : decision === 'reject' ? { approve: false as const, reason } : null,
      list,
    };
  });

export const withdrawSchema = z.object({ changeId: id });
export const voidSchema = z.object({ saleId: id, version, reason: requiredReason });

const typedNumber = (text: string) =>
  halfWidth(clean(text))
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');

/** What is taken back, above 0: a person types 200 to reverse 200 of it. */
export const reversalSchema = z
  .object({
    saleId: id,
    amount: z.string().transform((text, context): Fen => {
      const typed = typedNumber(text);
      const value = parseFen(typed);
      if (value !== null && value > 0) return value;
      context.addIssue({
        code: 'custom',
        message:
          typed === '' ? 'form.required' : value === null ? 'review.reverse.notAmount' : 'review.reverse.notAbove0',
      });
      return z.NEVER;
    }),
    quantity: z
      .string()
      .default('')
      .transform((text, context): Milli | null => {
        const typed = typedNumber(text).replaceAll(',', '');
        if (typed === '') return null;
        const value = parseDecimal(typed, 3);
        if (value !== null && value > 0) return value as Milli;
        context.addIssue({ code: 'custom', message: 'review.reverse.notQuantity' });
        return z.NEVER;
      }),
    dealOn: z
      .string()
      .transform((text) => halfWidth(clean(text)))
      .refine(isDay, 'review.reverse.notDay'),
    reason: requiredReason,
  })
  .transform(({ amount, ...rest }) => ({ ...rest, amountFen: amount }));
