import { z } from 'zod';
import { stages } from '@/db/schema/customers';
import { feedbackTags, followUpMethods } from '@/db/schema/follow-ups';
import { isDay } from '../days';
import { clean, halfWidth } from '../text';

const id = z
  .string()
  .regex(/^\d{1,15}$/, 'form.gone')
  .transform(Number);
const optionalId = z
  .string()
  .default('')
  .refine((text) => /^\d{0,15}$/.test(text), 'form.invalid')
  .transform((text) => (text === '' ? null : Number(text)));
const text = (most: number) => z.string().default('').transform(clean).pipe(z.string().max(most, 'form.tooLong'));
const filled = (most: number) => text(most).pipe(z.string().min(1, 'form.required'));
const optionalText = (most: number) => text(most).transform((value) => value || null);
const optionalDay = z
  .string()
  .default('')
  .transform((value) => halfWidth(clean(value)))
  .refine((value) => value === '' || isDay(value), 'followUps.problem.day')
  .transform((value) => value || null);
const back = z.string().max(500).default('');
const version = z
  .string()
  .regex(/^\d{1,9}$/, 'form.stale')
  .transform(Number);
const tags = z.array(z.enum(feedbackTags)).default([]);
const method = z.enum(followUpMethods, 'form.choose').default('phone');

/** 下次跟进: so many days from today, by the cadence, or none; a day that was picked goes before it. */
export const nextSteps = ['1', '3', '7', 'cadence', 'none'] as const;
export type NextStep = (typeof nextSteps)[number];

export const recordSchema = z
  .object({
    customerId: z.string().default('').pipe(z.string().min(1, 'followUps.problem.customer').pipe(id)),
    taskId: optionalId,
    /** 未接通 is a button of its own beside 保存. */
    outcome: z.enum(['save', 'unreached']).default('save'),
    method,
    summary: text(5000),
    /** "2026-03-31T14:20" on the company's clock; empty is the moment of saving. */
    contactedAt: z
      .string()
      .default('')
      .refine((value) => value === '' || isDay(value.slice(0, 10)), 'followUps.problem.moment'),
    'feedbackTags[]': tags,
    feedback: optionalText(500),
    next: z.enum(nextSteps).default('cadence'),
    nextOn: optionalDay,
    nextPlan: optionalText(500),
    stage: z.enum(stages).optional(),
    lossReasonId: optionalId,
    demandTypeId: optionalId,
    demandChange: optionalText(500),
    /** Stage and demand when the form was opened; empty when it was opened without a customer (R42). */
    opened: z.string().max(2000).default(''),
    asked: z.string().max(200).default(''),
    confirmed: z.string().optional().transform(Boolean),
    back,
  })
  .superRefine(({ outcome, summary }, context) => {
    if (outcome === 'save' && summary === '')
      context.addIssue({ code: 'custom', path: ['summary'], message: 'form.required' });
  });
export type RecordInput = z.output<typeof recordSchema>;

export const undoRecordSchema = z.object({ recordId: id });

export const editRecordSchema = z.object({
  recordId: id,
  method,
  summary: filled(5000),
  'feedbackTags[]': tags,
  feedback: text(500),
  nextPlan: text(500),
  opened: z.string().max(20_000),
  back,
});
export type EditRecordInput = z.output<typeof editRecordSchema>;

const dueOn = z
  .string()
  .default('')
  .transform((value) => halfWidth(clean(value)))
  .pipe(z.string().min(1, 'form.required').refine(isDay, 'followUps.problem.day'));

export const newTaskSchema = z.object({
  customerId: z.string().default('').pipe(z.string().min(1, 'followUps.problem.customer').pipe(id)),
  method,
  objective: filled(200),
  dueOn,
  assigneeId: optionalId,
  back,
});
export type NewTaskInput = z.output<typeof newTaskSchema>;

export const editTaskSchema = z.object({
  taskId: id,
  method: z.union([z.enum(followUpMethods), z.literal('')]).default(''),
  objective: text(200),
  dueOn,
  assigneeId: optionalId,
  opened: z.string().max(2000),
  back,
});
export type EditTaskInput = z.output<typeof editTaskSchema>;

export const moveTaskSchema = z.object({ taskId: id, version, dueOn, isUndo: z.literal('1').optional() });
export const cancelTaskSchema = z.object({ taskId: id, version, reason: filled(200), back });
export const taskIdSchema = z.object({ taskId: id, version });
