import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents, idempotencyKeys } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { teams, users, userTokens } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { makePerson, makeTeam, sessionOf } from '@/lib/testing/people';
import { insertCustomer } from '../customers/writes';
import { type FormState, idle } from '../form-state';
import { hashToken } from '../secrets';
import { viewerOfSession } from '../session';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import {
  bringTeamBack,
  changeTeam,
  createInvitation,
  createTeam,
  createUser,
  disablePerson,
  enablePerson,
  putTeamAway,
} from './actions';
import { linksSeenBy } from './queries';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
function post(action: Action, values: Record<string, string>, key = `key ${++keys}`) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: key })) form.set(name, value);
  return action(idle, form);
}

let db: Db;
let admin: Viewer;
let wang: Viewer;
let team: number;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    team = makeTeam(tx, '华东');
    admin = makePerson(tx, '林一鸣', 'manager', null, true);
    wang = makePerson(tx, '王磊', 'rep', team);
    signedIn.token = sessionOf(tx, admin);
  });
});
const lastAudit = () => db.select().from(auditEvents).all().at(-1);
const person = (name: string) => db.select().from(users).where(eq(users.name, name)).get();
const li = (changes: Record<string, string> = {}) => ({
  name: ' 李 娜 ',
  login: '',
  role: 'rep',
  teamId: String(team),
  ...changes,
});

describe('adding a person', () => {
  test('gives somebody who can’t sign in yet, and a link that the database keeps only the hash of', async () => {
    const before = db.select().from(auditEvents).all().length;
    const state = await post(createUser, li());
    const { path } = state.value as { path: string };
    const added = person('李 娜');
    expect(added).toMatchObject({ login: '李娜', role: 'rep', teamId: team, isAdmin: false, status: 'invited' });
    const token = path.replace('/set-password/', '');
    expect(db.select().from(userTokens).all()).toMatchObject([{ userId: added?.id, tokenHash: hashToken(token) }]);
    expect(lastAudit()).toMatchObject({ action: 'user.added', actorId: admin.id, objectId: added?.id });
    expect(db.select().from(auditEvents).all()).toHaveLength(before + 1);
    expect(JSON.stringify(db.select().from(idempotencyKeys).all())).not.toContain(token);
  });

  test('posted twice, adds once and says where to find another link', async () => {
    await post(createUser, li(), 'once');
    const again = await post(createUser, li(), 'once');
    expect(again).toMatchObject({ status: 'done', value: undefined, message: expect.stringContaining('只显示一次') });
    expect(db.select().from(users).all()).toHaveLength(3);
  });

  test.each<[string, Record<string, string>, string]>([
    ['without a name', { name: ' 　' }, 'name'],
    ['with a sign-in name that is taken', { login: '王磊' }, 'login'],
    ['with a space in the sign-in name', { login: 'li na' }, 'login'],
    ['with a role there isn’t', { role: 'boss' }, 'role'],
    ['without a team', { teamId: '' }, 'teamId'],
    ['in a team there isn’t', { teamId: '99' }, 'teamId'],
  ])('refuses one %s', async (_name, changes, field) => {
    const state = await post(createUser, li(changes));
    expect(state.status).toBe('refused');
    expect(Object.keys(state.errors)).toEqual([field]);
    expect(db.select().from(users).all()).toHaveLength(2);
  });

  test('a manager needs no team', async () => {
    expect((await post(createUser, li({ role: 'manager', teamId: '', isAdmin: 'on' }))).status).toBe('done');
    expect(person('李 娜')).toMatchObject({ teamId: null, isAdmin: true });
  });
});

test('a team is added once, whatever the spaces', async () => {
  expect((await post(createTeam, { name: ' 华南 ' })).status).toBe('done');
  expect((await post(createTeam, { name: '华 南' })).errors).toHaveProperty('name');
  expect(db.select({ name: teams.name }).from(teams).all()).toEqual([{ name: '华东' }, { name: '华南' }]);
  expect(lastAudit()).toMatchObject({ action: 'team.added', details: { name: '华南' } });
});

describe('a link', () => {
  test('ends the one before', async () => {
    await post(createInvitation, { userId: String(wang.id) });
    await post(createInvitation, { userId: String(wang.id) });
    const used = db.select().from(userTokens).where(eq(userTokens.userId, wang.id)).all();
    expect(used.map((token) => token.usedAt === null)).toEqual([false, true]);
  });

  test('lasts 7 days for somebody new, 24 hours to reset a password', async () => {
    await post(createUser, li());
    await post(createInvitation, { userId: String(wang.id) });
    const hours = db
      .select()
      .from(userTokens)
      .all()
      .map((token) => Math.round((Date.parse(token.expiresAt) - Date.parse(token.createdAt)) / 3_600_000));
    expect(hours).toEqual([168, 24]);
    expect(lastAudit()).toMatchObject({ action: 'user.resetLink', actorId: admin.id, objectId: wang.id });
  });

  test('into a manager’s account is made by a manager while one is admin, and every manager sees it', async () => {
    const clerk = await write((tx) => makePerson(tx, '何川', 'rep', team, true));
    const other = await write((tx) => makePerson(tx, '唐悦', 'manager', null));
    const asAdmin = signedIn.token;
    signedIn.token = await write((tx) => sessionOf(tx, clerk));
    const before = db.select().from(auditEvents).all().length;
    for (const action of [createInvitation, disablePerson])
      expect((await post(action, { userId: String(other.id) })).message).toContain('部门经理');
    expect((await post(createUser, li({ role: 'manager' }))).message).toContain('部门经理');
    expect(db.select().from(auditEvents).all()).toHaveLength(before);

    signedIn.token = asAdmin;
    await post(createInvitation, { userId: String(other.id) });
    await post(createInvitation, { userId: String(wang.id) });
    expect(linksSeenBy(other, db)).toMatchObject([{ name: '唐悦', by: '林一鸣', usedAt: null }]);
    expect(linksSeenBy(admin, db)).toMatchObject([{ name: '唐悦', by: '林一鸣' }]);
    expect(linksSeenBy(wang, db)).toMatchObject([{ name: '王磊', by: '林一鸣' }]);
    expect(linksSeenBy(clerk, db)).toEqual([]);
  });
});

describe('a team', () => {
  const found = (id: number) => db.select().from(teams).where(eq(teams.id, id)).get();

  test('is renamed, once, unless another was quicker', async () => {
    const before = db.select().from(auditEvents).all().length;
    const rename = { teamId: String(team), opened: '华东' };
    await expect(post(changeTeam, { ...rename, name: '华东一组' })).rejects.toThrow('to /settings/people');
    expect(found(team)).toMatchObject({ name: '华东一组', nameKey: '华东一组' });
    expect(db.select().from(auditEvents).all()).toHaveLength(before + 1);
    expect(lastAudit()).toMatchObject({
      action: 'team.renamed',
      details: { before: '华东', after: '华东一组' },
    });
    expect((await post(changeTeam, { ...rename, name: '华东二组' })).errors.name?.[0]).toContain('华东一组');
  });

  test('is put away only when nobody is in it and no customer waits, and comes back', async () => {
    const values = { teamId: String(team) };
    expect((await post(putTeamAway, values)).message).toContain('还有 1 人');
    await expect(post(disablePerson, { userId: String(wang.id) })).rejects.toThrow('to ');
    await write((tx) =>
      insertCustomer(tx, { code: null, name: '澜石电子', ownerId: null, teamId: team, filedOn: '2026-01-05' }),
    );
    expect((await post(putTeamAway, values)).message).toContain('1 个待分配的客户');
    await write((tx) => tx.update(customers).set({ teamId: null }).run());
    await expect(post(putTeamAway, values)).rejects.toThrow('to ');
    expect(lastAudit()).toMatchObject({ action: 'team.archived', objectId: team });
    expect((await post(createTeam, { name: '华东' })).errors.name?.[0]).toContain('恢复');
    expect((await post(enablePerson, { userId: String(wang.id) })).message).toContain('团队已停用');
    await expect(post(bringTeamBack, values)).rejects.toThrow('to ');
    expect(found(team)?.archivedAt).toBeNull();
    expect(lastAudit()).toMatchObject({ action: 'team.restored', objectId: team });
  });
});

describe('disabling', () => {
  test('ends sessions and links at once', async () => {
    const session = await write((tx) => sessionOf(tx, wang));
    await post(createInvitation, { userId: String(wang.id) });
    await expect(post(disablePerson, { userId: String(wang.id) })).rejects.toThrow(/^to \/settings\/people$/);
    expect(person('王磊')).toMatchObject({ status: 'disabled' });
    expect(viewerOfSession(db, session)).toBeNull();
    expect(db.select().from(userTokens).all()[0]?.usedAt).not.toBeNull();
    expect(lastAudit()).toMatchObject({ action: 'user.disabled', objectId: wang.id });
    expect((await post(createInvitation, { userId: String(wang.id) })).status).toBe('refused');
  });

  test('never takes the last admin who can sign in', async () => {
    await post(createUser, li({ isAdmin: 'on' }));
    // An invited admin may never open the link.
    expect(await post(disablePerson, { userId: String(admin.id) })).toMatchObject({
      status: 'refused',
      message: '这是最后一个系统管理员，不能停用',
    });
    expect(person('林一鸣')?.status).toBe('active');
    await expect(post(disablePerson, { userId: String(person('李 娜')?.id) })).rejects.toThrow('to ');
  });
});

test.each<[string, Action, () => Record<string, string>]>([
  ['adding a person', createUser, li],
  ['adding a team', createTeam, () => ({ name: '华南' })],
  ['a link', createInvitation, () => ({ userId: String(admin.id) })],
  ['disabling', disablePerson, () => ({ userId: String(wang.id) })],
  ['enabling', enablePerson, () => ({ userId: String(wang.id) })],
  ['renaming a team', changeTeam, () => ({ teamId: String(team), opened: '华东', name: '华北' })],
  ['putting a team away', putTeamAway, () => ({ teamId: String(team) })],
  ['bringing a team back', bringTeamBack, () => ({ teamId: String(team) })],
])('%s is for admins only: others are told there is no such record', async (_name, action, values) => {
  const audited = db.select().from(auditEvents).all().length;
  signedIn.token = await write((tx) => sessionOf(tx, makePerson(tx, '苏晴', 'manager', null)));
  const before = db.select().from(auditEvents).all().length;
  expect(before).toBeGreaterThan(audited);
  expect((await post(action, values())).message).toContain('没有这条记录');
  expect(db.select().from(auditEvents).all()).toHaveLength(before);
});
