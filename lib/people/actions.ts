'use server';

import { eq } from 'drizzle-orm';
import { users } from '@/db/schema/people';
import { action, done, refuse } from '../action';
import { canManagePeople } from '../permissions';
import { addUserSchema, teamSchema, userIdSchema } from './validation';
import { addTeam, addUser, disableUser, inviteUser } from './writes';

export const createTeam = action('team.add', teamSchema, (tx, { name }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  return addTeam(tx, viewer, name) === null
    ? refuse('people.teamTaken', { field: 'name' })
    : done({ message: { key: 'people.teamAdded', params: { name } } });
});

/** The one-use link comes back in `value`: it is shown once, to whoever added the person. */
export const createUser = action('user.add', addUserSchema, (tx, input, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  if (input.role !== 'manager' && input.teamId === null) return refuse('people.teamNeeded', { field: 'teamId' });
  const userId = addUser(tx, viewer, { ...input, login: input.login || input.name.replace(/\s+/g, '') });
  if (userId === null) return refuse('people.loginTaken', { field: 'login' });
  return done({ value: { path: `/set-password/${inviteUser(tx, viewer, userId)}`, name: input.name } });
});

export const createInvitation = action('user.invite', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return refuse('form.gone');
  return done({ value: { path: `/set-password/${inviteUser(tx, viewer, userId)}`, name: user.name } });
});

export const disablePerson = action('user.disable', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return refuse('form.gone');
  return disableUser(tx, viewer, userId)
    ? done({ message: { key: 'people.disabled', params: { name: user.name } } })
    : refuse('people.lastAdmin');
});
