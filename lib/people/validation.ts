import { z } from 'zod';
import { roles } from '@/db/schema/people';
import { clean, halfWidth } from '@/lib/text';

const name = z.string().transform(clean).pipe(z.string().min(1, 'form.required').max(50, 'form.tooLong'));
/** Sign-in names: half-width, without spaces inside. */
const login = z
  .string()
  .transform((text) => halfWidth(clean(text)))
  .pipe(z.string().min(1, 'form.required').max(50, 'form.tooLong').regex(/^\S+$/, 'people.loginNoSpaces'));
const password = z.string().min(1, 'form.required').max(1000, 'people.password.long');
const optionalId = z
  .string()
  .regex(/^\d*$/)
  .transform((text) => (text === '' ? null : Number(text)));

export const signInSchema = z.object({
  // Longer than any there is: what nobody can be called is not kept to count its failures.
  login: z
    .string()
    .transform((text) => halfWidth(clean(text)))
    .pipe(z.string().max(50, 'form.tooLong')),
  password,
  next: z.string().optional(),
});

export const setUpSchema = z
  .object({ token: z.string(), company: name, team: name, name, login: z.string(), password })
  .transform((value, context) => {
    // The name is the sign-in name unless another one is typed.
    const parsed = login.safeParse(value.login.trim() === '' ? value.name.replace(/\s+/g, '') : value.login);
    if (!parsed.success) {
      context.addIssue({ code: 'custom', path: ['login'], message: parsed.error.issues[0]?.message ?? 'form.invalid' });
      return z.NEVER;
    }
    return { ...value, login: parsed.data };
  });

export const setPasswordSchema = z.object({ token: z.string(), password });
export const teamSchema = z.object({ name });
const id = z.coerce.number().int();
const person = z.object({
  name,
  /** Empty: the name without its spaces. */
  login: z
    .string()
    .transform((text) => halfWidth(clean(text)))
    .pipe(z.string().max(50, 'form.tooLong').regex(/^\S*$/, 'people.loginNoSpaces')),
  role: z.enum(roles, 'form.choose'),
  teamId: optionalId,
  isAdmin: z.literal('on').optional().transform(Boolean),
});
const withLogin = <T extends { name: string; login: string }>(input: T): T => ({
  ...input,
  login: input.login || input.name.replace(/\s+/g, ''),
});
export const addUserSchema = person.transform(withLogin);
export const editPersonSchema = person
  .extend({
    userId: id,
    opened: z.string(),
    email: z
      .string()
      .default('')
      .transform((text) => halfWidth(clean(text)))
      .pipe(
        z
          .string()
          .max(200, 'form.tooLong')
          .regex(/^$|^[^\s@]+@[^\s@]+$/, 'people.emailWrong'),
      ),
    exportsClear: z
      .enum(['on', ''])
      .optional()
      .transform((value) => value === 'on'),
    /** What becomes of the customers of somebody who has another team: asked when there are any (R7). */
    customers: z
      .enum(['along', 'stay', ''])
      .optional()
      .transform((choice) => choice || null),
  })
  .transform(withLogin);
export type EditPersonInput = z.output<typeof editPersonSchema>;
export const userIdSchema = z.object({ userId: id });
const receiver = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
/** Where a person's or some customers go (R7): to the ticked people (several: in turn), to 待分配, or to the pool. */
export const wheretoShape = {
  to: z.enum(['people', 'unassigned', 'pool', ''], 'form.choose').default(''),
  'receivers[]': z
    .array(receiver)
    .max(100)
    .default([])
    .transform((ids) => [...new Set(ids)]),
};
/** What becomes of what somebody owns is asked when they own anything. */
export const disableSchema = z.object({ userId: id, ...wheretoShape });
export const editTeamSchema = z.object({ teamId: id, name, opened: z.string() });
export const teamIdSchema = z.object({ teamId: id });
export const changePasswordSchema = z.object({ presentPassword: password, password });
export const sessionIdSchema = z.object({ sessionId: id });
export const signOutEverywhereSchema = z.object({});
export { login as loginSchema, name as nameSchema };
