'use server';

import { eq } from 'drizzle-orm';
import { users } from '@/db/schema/people';
import { action, done, refuse } from '../action';
import { canManagePeople } from '../permissions';
import { isOpenTeam } from './queries';
import { addUserSchema, teamSchema, userIdSchema } from './validation';
import { addTeam, addUser, disableUser, inviteUser, newInvitation } from './writes';

export const createTeam = action('team.add', teamSchema, (tx, { name }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  return addTeam(tx, viewer, name) === null
    ? refuse('people.teamTaken', { field: 'name' })
    : done({ message: { key: 'people.teamAdded', params: { name } } });
});

const invitation = (token: string, name: string) =>
  done({ value: { path: `/set-password/${token}`, name }, once: { key: 'people.link.once' } });

/** The one-use link comes back in `value`: it is shown once, to whoever added the person. */
export const createUser = action('user.add', addUserSchema, (tx, input, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  if (input.teamId === null ? input.role !== 'manager' : !isOpenTeam(tx, input.teamId))
    return refuse('people.teamNeeded', { field: 'teamId' });
  const userId = addUser(tx, viewer, { ...input, login: input.login || input.name.replace(/\s+/g, '') });
  if (userId === null) return refuse('people.loginTaken', { field: 'login' });
  return invitation(newInvitation(tx, viewer, userId), input.name);
});

export const createInvitation = action('user.invite', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return refuse('form.gone');
  return invitation(inviteUser(tx, viewer, userId), user.name);
});

export const disablePerson = action('user.disable', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return refuse('form.gone');
  return disableUser(tx, viewer, userId)
    ? done({ to: `/settings/people?disabled=${userId}` })
    : refuse('people.lastAdmin');
});
