'use server';

import { redirect } from 'next/navigation';
import { write } from '@/db/client';
import { answer } from '../action';
import { fieldErrors, foreignOrigin, isSameOrigin, refuse, refuseFields } from '../action-core';
import { ownPath } from '../address';
import { record } from '../audit/record';
import { requestCaller, requestDetails } from '../caller';
import { tracked } from '../draining';
import { setFlash } from '../flash';
import type { FormState } from '../form-state';
import { getT } from '../i18n/request';
import { requestInfo } from '../log';
import { clearSessionCookie, currentViewer, endSession, setSessionCookie, startSession } from '../session';
import { readSettings } from '../settings/queries';
import { knownDevice, rememberDevice } from './known-device';
import { hashPassword, passwordProblem } from './password';
import { findInvitation, findToken } from './queries';
import { signIn } from './sign-in';
import { setPasswordSchema, setUpSchema, signInSchema } from './validation';
import { setPassword, setUp } from './writes';

// Signing in, setting up and one-use links: the only writes by someone who isn't a viewer yet (§4).

export async function signInWithPassword(previous: FormState, form: FormData): Promise<FormState> {
  const caller = await requestCaller();
  if (!isSameOrigin(caller)) return answer(foreignOrigin(caller), previous, form);
  const parsed = signInSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return answer(refuse('people.signIn.wrong'), previous, form);
  const details = await requestDetails();
  const { login, password, next } = parsed.data;
  const known = await knownDevice();
  const result = await requestInfo().run(details, () =>
    tracked(signIn(login, password, { address: details.address, device: details.device, known })),
  );
  if ('problem' in result) {
    const params = { minutes: result.minutes };
    return answer(refuse(`people.signIn.${result.problem}`, { params }), previous, form);
  }
  await setSessionCookie(result.token);
  await rememberDevice(result.userId);
  redirect(ownPath(next) ?? '/');
}

export async function signOut(): Promise<void> {
  const caller = await requestCaller();
  if (!isSameOrigin(caller)) {
    const { key, params } = foreignOrigin(caller).message;
    await setFlash({ text: ((await getT()) as (key: string, params?: object) => string)(key, params) });
    redirect('/');
  }
  const viewer = await currentViewer();
  if (viewer?.sessionId) {
    const sessionId = viewer.sessionId;
    await write((tx) => {
      endSession(tx, sessionId);
      record(tx, viewer, { action: 'session.ended', object: { kind: 'user', id: viewer.id } });
    });
  }
  await clearSessionCookie();
  redirect('/sign-in');
}

export async function setUpCompany(previous: FormState, form: FormData): Promise<FormState> {
  const caller = await requestCaller();
  if (!isSameOrigin(caller)) return answer(foreignOrigin(caller), previous, form);
  const parsed = setUpSchema.safeParse(Object.fromEntries(form));
  const own = ['login', 'name', 'company', 'team'].map((field) => String(form.get(field) ?? ''));
  const problem = passwordProblem(String(form.get('password') ?? ''), own);
  if (!parsed.success || problem) {
    const errors = parsed.success ? {} : fieldErrors(parsed.error);
    if (problem) errors.password = [{ key: `people.password.${problem}` }];
    return answer(refuseFields(errors), previous, form);
  }
  const passwordHash = await hashPassword(parsed.data.password);
  const details = await requestDetails();
  const session = await requestInfo().run(details, () =>
    write((tx) => {
      if (!findToken(tx, 'set_up', parsed.data.token)) return null;
      const first = setUp(tx, parsed.data, { passwordHash });
      if (!first) return null;
      const from = { address: details.address, device: details.device };
      return { token: startSession(tx, first.userId, from), userId: first.userId };
    }),
  );
  if (session === null) return answer(refuse('people.setUp.gone'), previous, form);
  await setSessionCookie(session.token);
  await rememberDevice(session.userId);
  redirect('/');
}

export async function setOwnPassword(previous: FormState, form: FormData): Promise<FormState> {
  const caller = await requestCaller();
  if (!isSameOrigin(caller)) return answer(foreignOrigin(caller), previous, form);
  const parsed = setPasswordSchema.safeParse(Object.fromEntries(form));
  const invited = parsed.success ? findInvitation(parsed.data.token) : null;
  if (!parsed.success || !invited) return answer(refuse('people.setPassword.gone'), previous, form);
  const problem = passwordProblem(parsed.data.password, [invited.name, invited.login, readSettings().companyName]);
  if (problem) return answer(refuse(`people.password.${problem}`, { field: 'password' }), previous, form);
  const passwordHash = await hashPassword(parsed.data.password);
  const details = await requestDetails();
  const session = await requestInfo().run(details, () =>
    write((tx) => {
      const row = findToken(tx, 'set_password', parsed.data.token);
      if (!row?.userId) return null;
      setPassword(tx, row.id, row.userId, passwordHash);
      const from = { address: details.address, device: details.device };
      return { token: startSession(tx, row.userId, from), userId: row.userId };
    }),
  );
  if (session === null) return answer(refuse('people.setPassword.gone'), previous, form);
  await setSessionCookie(session.token);
  await rememberDevice(session.userId);
  redirect('/');
}
