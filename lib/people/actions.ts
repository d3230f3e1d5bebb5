'use server';

import { eq } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { type Role, users } from '@/db/schema/people';
import { action, done, refuse } from '../action';
import { whereTheyGo } from '../customers/left-to';
import { leaveAll } from '../follow-ups/left-person';
import { moving, unassignedOf } from '../follow-ups/moved-person';
import { tellHandedOver } from '../notifications/handed-over';
import { canChangeAccount, canManagePeople } from '../permissions';
import { carryTargets } from '../targets/moved-person';
import type { Viewer } from '../viewer';
import { disableUser, enableUser, hasManagerAdmin } from './access';
import { editPerson, type Moving } from './edit-person';
import { inviteUser, type Link, makeLink } from './links';
import { findPerson, findTeam } from './queries';
import { unlinkIdentities } from './sign-in-identity';
import { addTeam, archiveTeam, isOpenTeam, membersOf, renameTeam, restoreTeam, teamNamed } from './teams';
import {
  addUserSchema,
  disableSchema,
  editPersonSchema,
  editTeamSchema,
  teamIdSchema,
  teamSchema,
  userIdSchema,
} from './validation';
import { addUser } from './writes';

const mayChange = (tx: Reader, viewer: Viewer, role: Role) => canChangeAccount(viewer, role, hasManagerAdmin(tx));

const teamToChange = (tx: Reader, viewer: Viewer, id: number) =>
  canManagePeople(viewer) ? findTeam(viewer, id, tx) : undefined;

/** The one-use link comes back in `value`: it is shown once, to whoever made it. */
const answerWith = ({ token, kind }: Link, name: string) =>
  done({ value: { path: `/set-password/${token}`, name, kind }, once: { key: 'people.link.once' } });

export const createUser = action('user.add', addUserSchema, (tx, input, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  if (!mayChange(tx, viewer, input.role)) return refuse('people.managersOnly');
  const teamId = input.role === 'manager' ? null : input.teamId;
  if (input.role !== 'manager' && (teamId === null || !isOpenTeam(tx, teamId)))
    return refuse('people.teamNeeded', { field: 'teamId' });
  const userId = addUser(tx, viewer, { ...input, teamId });
  if (userId === null) return refuse('people.loginTaken', { field: 'login' });
  return answerWith(makeLink(tx, viewer, userId), input.name);
});

const followUps = moving(tellHandedOver);
const movingWithTargets: Moving = {
  ...followUps,
  move(tx, viewer, before, after, choice) {
    const moved = followUps.move(tx, viewer, before, after, choice);
    const targetsAlong = before.teamId === after.teamId ? 0 : carryTargets(tx, after);
    return { ...moved, ...(targetsAlong > 0 ? { targetsAlong } : {}) };
  },
};

export const changePerson = action('user.edit', editPersonSchema, (tx, input, viewer) =>
  canManagePeople(viewer) ? editPerson(tx, viewer, input, movingWithTargets) : refuse('form.gone'),
);

export const createInvitation = action('user.invite', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = tx.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return refuse('form.gone');
  if (!mayChange(tx, viewer, user.role)) return refuse('people.managersOnly');
  return answerWith(inviteUser(tx, viewer, userId), user.name);
});

export const disablePerson = action('user.disable', disableSchema, (tx, { userId, ...asked }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = findPerson(viewer, userId, tx);
  if (!user || user.status === 'disabled') return refuse('form.gone');
  if (!mayChange(tx, viewer, user.role)) return refuse('people.managersOnly');
  const going = whereTheyGo(tx, viewer, user, asked);
  if (going && 'done' in going) return going;
  const isOut = disableUser(tx, viewer, userId, () =>
    leaveAll(tx, viewer, userId, { whereto: going?.whereto ?? null, tell: tellHandedOver }),
  );
  return isOut
    ? done({
        to: '/settings/people',
        message: going?.message ?? { key: 'people.disabled', params: { name: user.name } },
      })
    : refuse('people.lastAdmin');
});

export const enablePerson = action('user.enable', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = findPerson(viewer, userId, tx);
  if (user?.status !== 'disabled') return refuse('form.gone');
  if (!mayChange(tx, viewer, user.role)) return refuse('people.managersOnly');
  if (user.role !== 'manager' && !isOpenTeam(tx, user.teamId ?? 0)) return refuse('people.enableTeam');
  enableUser(tx, viewer, user);
  const key = user.passwordHash === null ? 'people.enabledInvited' : 'people.enabled';
  return done({ to: '/settings/people', message: { key, params: { name: user.name } } });
});

export const unlinkPerson = action('user.unlink', userIdSchema, (tx, { userId }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const user = findPerson(viewer, userId, tx);
  if (!user) return refuse('form.gone');
  if (!mayChange(tx, viewer, user.role)) return refuse('people.managersOnly');
  if (!unlinkIdentities(tx, viewer, userId)) return refuse('people.nothing');
  return done({
    to: userId === viewer.id ? '/sign-in' : `/settings/people/${userId}`,
    message: { key: 'people.identity.unlinked', params: { name: user.name } },
  });
});

export const createTeam = action('team.add', teamSchema, (tx, { name }, viewer) => {
  if (!canManagePeople(viewer)) return refuse('form.gone');
  const taken = teamNamed(tx, name);
  if (taken) return refuse(taken.archivedAt ? 'people.teamTakenArchived' : 'people.teamTaken', { field: 'name' });
  addTeam(tx, viewer, name);
  return done({ message: { key: 'people.teamAdded', params: { name } } });
});

export const changeTeam = action('team.rename', editTeamSchema, (tx, { teamId, name, opened }, viewer) => {
  const team = teamToChange(tx, viewer, teamId);
  if (!team) return refuse('form.gone');
  if (team.name === name) return refuse('people.nothing');
  if (team.name !== opened) return refuse('people.teamChanged', { field: 'name', params: { name: team.name } });
  const taken = teamNamed(tx, name);
  if (taken && taken.id !== team.id) return refuse('people.teamTaken', { field: 'name' });
  renameTeam(tx, viewer, team, name);
  return done({ to: '/settings/people', message: { key: 'people.teamRenamed', params: { name } } });
});

export const putTeamAway = action('team.archive', teamIdSchema, (tx, { teamId }, viewer) => {
  const team = teamToChange(tx, viewer, teamId);
  if (!team || team.archivedAt) return refuse('form.gone');
  const members = membersOf(tx, team.id);
  if (members > 0) return refuse('people.teamHasPeople', { params: { count: members } });
  const waiting = unassignedOf(tx, team.id);
  if (waiting > 0) return refuse('people.teamHasCustomers', { params: { count: waiting } });
  archiveTeam(tx, viewer, team);
  return done({ to: '/settings/people', message: { key: 'people.teamArchived', params: { name: team.name } } });
});

export const bringTeamBack = action('team.restore', teamIdSchema, (tx, { teamId }, viewer) => {
  const team = teamToChange(tx, viewer, teamId);
  if (!team?.archivedAt) return refuse('form.gone');
  restoreTeam(tx, viewer, team);
  return done({ to: '/settings/people', message: { key: 'people.teamRestored', params: { name: team.name } } });
});
