'use server';

import { eq } from 'drizzle-orm';
import { users } from '@/db/schema/people';
import { action, done, refuse } from '../action';
import { requestCaller } from '../caller';
import { readSettings } from '../settings/queries';
import { signDeviceOut, signOutEverywhere } from './devices';
import { hashPassword, passwordProblem } from './password';
import { checkOwnPassword, type PasswordCheck } from './sign-in';
import { changePasswordSchema, sessionIdSchema, signOutEverywhereSchema } from './validation';
import { changePassword } from './writes';

// What everyone may do with their own account, and with nobody else's: whose it is comes from the session alone.

type Prepared = { check: PasswordCheck; passwordHash: string };

export const changeOwnPassword = action(
  'password.change',
  changePasswordSchema,
  (tx, { password }, viewer, { check, passwordHash }: Prepared) => {
    if (check.minutes > 0) return refuse('people.signIn.blocked', { params: { minutes: check.minutes } });
    const user = tx.select().from(users).where(eq(users.id, viewer.id)).get();
    // Read again: a reset link may have been used while the hash was computed.
    if (!check.right || user?.passwordHash !== check.checked)
      return refuse('people.account.wrongPassword', { field: 'presentPassword' });
    const problem = passwordProblem(password, [viewer.name, user.login, readSettings(tx).companyName]);
    if (problem) return refuse(`people.password.${problem}`, { field: 'password' });
    changePassword(tx, viewer, passwordHash);
    return done({ message: { key: 'people.account.passwordChanged' } });
  },
  {
    prepare: async ({ presentPassword, password }) => ({
      check: await checkOwnPassword((await requestCaller()).sessionToken, presentPassword),
      passwordHash: await hashPassword(password),
    }),
  },
);

export const signOutDevice = action('session.end', sessionIdSchema, (tx, { sessionId }, viewer) =>
  signDeviceOut(tx, viewer, sessionId)
    ? done(
        sessionId === viewer.sessionId
          ? { to: '/sign-in' }
          : { to: '/settings/account', message: { key: 'people.account.deviceOut' } },
      )
    : refuse('form.gone'),
);

export const signOutAllDevices = action('session.endAll', signOutEverywhereSchema, (tx, _input, viewer) => {
  signOutEverywhere(tx, viewer);
  return done({ to: '/sign-in' });
});
