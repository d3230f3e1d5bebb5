import { and, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type Role, teams, users } from '@/db/schema/people';
import { done, type Outcome, refuse } from '../action-core';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash, type Spelled } from '../edits';
import { none } from '../format';
import { translator } from '../i18n/translator';
import { canChangeAccount } from '../permissions';
import { readSettings } from '../settings/queries';
import { nameKey, sortKey } from '../text';
import type { Viewer } from '../viewer';
import { hasManagerAdmin, isLastAdmin } from './access';
import { isOpenTeam } from './teams';
import type { EditPersonInput } from './validation';

export type User = typeof users.$inferSelect;
export type CustomersGo = 'along' | 'stay';
/** What a change of role or team means for customers and tasks, concepts above this one: the action brings it along. */
export type Moving = {
  owned: (tx: Tx, viewer: Viewer, userId: number) => number;
  /** Called after the change is written, in its transaction; answers what moved, for the audit trail. */
  move: (tx: Tx, viewer: Viewer, before: User, after: User, customers: CustomersGo | null) => Record<string, number>;
};

const personFields = ['name', 'login', 'role', 'teamId', 'isAdmin', 'exportsClear', 'email'] as const;
type PersonField = (typeof personFields)[number];

export const spellPerson = (user: Pick<User, PersonField>): Spelled<PersonField> => ({
  name: user.name,
  login: user.login,
  role: user.role,
  teamId: String(user.teamId ?? ''),
  isAdmin: user.isAdmin ? 'on' : '',
  exportsClear: user.exportsClear ? 'on' : '',
  email: user.email ?? '',
});

/**
 * Changes a person's name, sign-in name, role, team, admin flag, 明文导出 and the address single sign-on knows
 * them by; what another admin changed meanwhile is kept or asked about (R42). It counts from the person's next request on. With another team, the customers they own go along or stay:
 * that is asked, never assumed. Past sales and targets keep the team they were made in (R7).
 */
export function editPerson(tx: Tx, viewer: Viewer, input: EditPersonInput, moving: Moving): Outcome {
  const user = tx.select().from(users).where(eq(users.id, input.userId)).get();
  if (!user) return refuse('form.gone');
  const opened = parseOpened(personFields, input.opened);
  if (!opened) return refuse('form.stale');
  const present = spellPerson(user);
  const merged = mergeEdits(personFields, { opened, typed: spellPerson(input), present });
  if (merged.clashes.length > 0) return clash(tx, viewer, user, merged, present);
  const after = withTeamOfRole(user, merged.values);

  const problem = problemOf(tx, viewer, user, after);
  if (problem) return problem;
  if (JSON.stringify(spellPerson(after)) === JSON.stringify(present)) return refuse('people.nothing');
  const owned = after.teamId === user.teamId ? 0 : moving.owned(tx, viewer, user.id);
  if (owned > 0 && input.customers === null)
    return refuse('people.move.ask', { field: 'customers', params: { count: owned } });

  store(tx, user, after);
  const isMoved = after.teamId !== user.teamId || after.role !== user.role;
  const moved = isMoved ? moving.move(tx, viewer, user, after, owned > 0 ? input.customers : null) : {};
  record(tx, viewer, {
    action: 'user.edited',
    object: { kind: 'user', id: user.id },
    details: {
      before: pick(user, after, user),
      after: pick(user, after, after),
      ...moved,
    },
  });
  const keepsPage = user.id !== viewer.id || after.isAdmin;
  return done({
    to: keepsPage ? '/settings/people' : '/settings',
    message: { key: 'people.edited', params: { name: after.name } },
  });
}

/** Above the teams from the day somebody is made manager; the first manager of a company stays in its first team. */
function withTeamOfRole(user: User, values: Spelled<PersonField>): User {
  const role = values.role as Role;
  const teamId = values.teamId === '' ? null : Number(values.teamId);
  const stays = user.role === 'manager' ? user.teamId : null;
  return {
    ...user,
    name: values.name,
    login: values.login,
    role,
    teamId: role === 'manager' ? stays : teamId,
    isAdmin: values.isAdmin === 'on',
    exportsClear: values.exportsClear === 'on',
    email: values.email || null,
  };
}

const rank: Record<Role, number> = { rep: 0, supervisor: 1, manager: 2 };

function problemOf(tx: Tx, viewer: Viewer, user: User, after: User): Outcome | null {
  const isGuarded = hasManagerAdmin(tx);
  if (![user.role, after.role].every((role) => canChangeAccount(viewer, role, isGuarded)))
    return refuse('people.managersOnly');
  const isLowered = rank[after.role] < rank[user.role] || (user.isAdmin && !after.isAdmin);
  if (isLowered && isLastAdmin(tx, user.id)) return refuse('people.lastAdminKept');
  if (after.role !== 'manager') {
    const isNew = after.teamId !== user.teamId;
    if (after.teamId === null || (isNew && !isOpenTeam(tx, after.teamId)))
      return refuse('people.teamNeeded', { field: 'teamId' });
  }
  const taken = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.loginKey, nameKey(after.login)), ne(users.id, user.id)))
    .get();
  if (taken) return refuse('people.loginTaken', { field: 'login' });
  const sameAddress =
    after.email &&
    tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.emailKey, nameKey(after.email)), ne(users.id, user.id)))
      .get();
  return sameAddress ? refuse('people.emailTaken', { field: 'email' }) : null;
}

function store(tx: Tx, user: User, { name, login, role, teamId, isAdmin, exportsClear, email }: User): void {
  const { changes } = tx
    .update(users)
    .set({
      name,
      nameKey: nameKey(name),
      sortKey: sortKey(name, { surname: true }),
      login,
      loginKey: nameKey(login),
      role,
      teamId,
      isAdmin,
      exportsClear,
      email,
      emailKey: email && nameKey(email),
      version: sql`version + 1`,
    })
    .where(and(eq(users.id, user.id), eq(users.version, user.version)))
    .run();
  if (changes !== 1) throw new Error('the person changed under the transaction');
}

/** The fields that differ between two states, as `of` has them. */
const pick = (before: User, after: User, of: User) =>
  Object.fromEntries(
    personFields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, field === 'email' ? maskAddress(of.email) : of[field]]),
  );

/** Contact data is masked in the trail (R41). */
const maskAddress = (email: string | null) => email?.replace(/^(.{1,3}).*@/, '$1***@') ?? null;

function clash(
  tx: Tx,
  viewer: Viewer,
  user: User,
  merged: ReturnType<typeof mergeEdits<PersonField>>,
  present: Spelled<PersonField>,
): Outcome {
  const t = translator(viewer.language);
  const last = lastChange(tx, { kind: 'user', id: user.id });
  const teamCalled = (id: number) =>
    tx.select({ name: teams.name }).from(teams).where(eq(teams.id, id)).get()?.name ?? none;
  return refuseClash(merged, present, {
    show: (field, value) =>
      field === 'role'
        ? t(`shell.role.${value as Role}`)
        : field === 'teamId'
          ? value === ''
            ? t('people.noTeam')
            : teamCalled(Number(value))
          : field === 'isAdmin'
            ? t(value === 'on' ? 'people.admin' : 'people.noAdmin')
            : field === 'exportsClear'
              ? t(value === 'on' ? 'people.exportsClear' : 'people.noExportsClear')
              : value,
    by: last?.by ?? none,
    at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
  });
}
