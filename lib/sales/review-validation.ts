import { z } from 'zod';
import type { Fen, Milli } from '@/db/columns';
import { isDay } from '../days';
import { clean, halfWidth } from '../text';
import { readAmount, readQuantity, type Typed } from './amounts';

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

/** Above 0, or left empty. */
const above0 = <T extends number>(
  read: (text: string) => Typed<T>,
  words: Record<'unreadable' | 'notAbove0', string>,
) =>
  z
    .string()
    .default('')
    .transform((text, context): T | null => {
      const typed = read(text);
      if ('value' in typed && typed.value !== 0) return typed.value;
      const problem = 'problem' in typed ? typed.problem : 'zero';
      const message =
        problem === 'tooLarge'
          ? 'sales.form.problem.tooLarge'
          : words[problem === 'unreadable' ? 'unreadable' : 'notAbove0'];
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** What is taken back, above 0: a person types 200 to reverse 200 of it. */
export const reversalSchema = z
  .object({
    saleId: id,
    amount: above0(readAmount, {
      unreadable: 'review.reverse.notAmount',
      notAbove0: 'review.reverse.notAbove0',
    }).transform((value, context): Fen => {
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: 'form.required' });
      return z.NEVER;
    }),
    quantity: above0<Milli>(readQuantity, {
      unreadable: 'review.reverse.notQuantity',
      notAbove0: 'review.reverse.notQuantity',
    }),
    dealOn: z
      .string()
      .transform((text) => halfWidth(clean(text)))
      .refine(isDay, 'review.reverse.notDay'),
    reason: requiredReason,
  })
  .transform(({ amount, ...rest }) => ({ ...rest, amountFen: amount }));
