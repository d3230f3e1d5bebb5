import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents, idempotencyKeys } from '@/db/schema/audit';
import { sessions, users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { givePasswords, makePerson, makeTeam, sessionOf, testPassword } from '@/lib/testing/people';
import { type FormState, idle } from '../form-state';
import { viewerOfSession } from '../session';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { changeOwnPassword, signOutAllDevices, signOutDevice } from './own-actions';
import { devicesOf } from './queries';
import { signIn } from './sign-in';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

let keys = 0;
function post(action: (state: FormState, form: FormData) => Promise<FormState>, values: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` })) form.set(name, value);
  return action(idle, form);
}

let db: Db;
let wang: Viewer;
let li: Viewer;
let phone: string;
let lis: string;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    const team = makeTeam(tx, '华东');
    [wang, li] = [makePerson(tx, '王磊', 'rep', team), makePerson(tx, '李娜', 'rep', team)];
    signedIn.token = sessionOf(tx, wang);
    phone = sessionOf(tx, wang);
    lis = sessionOf(tx, li);
  });
  await givePasswords(wang, li);
});
const isAlive = (token: string) => viewerOfSession(db, token) !== null;
const events = () => db.select().from(auditEvents).all();
const fresh = 'another horse entirely';

describe('one’s own password', () => {
  test('is changed with the present one; other devices are signed out, this one stays', async () => {
    const before = events().length;
    const state = await post(changeOwnPassword, { presentPassword: testPassword, password: fresh });
    expect(state).toMatchObject({ status: 'done', message: '密码已改，其他设备已退出', values: {} });
    expect([isAlive(signedIn.token), isAlive(phone), isAlive(lis)]).toEqual([true, false, true]);
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)).toMatchObject({
      action: 'user.passwordChanged',
      actorId: wang.id,
      objectId: wang.id,
      details: { devices: 1 },
    });
    expect(await signIn('王磊', testPassword, { address: null, device: null })).toMatchObject({ problem: 'wrong' });
    expect(await signIn('王磊', fresh, { address: null, device: null })).toHaveProperty('token');
  });

  test('leaves no fast hash of itself behind', async () => {
    await post(changeOwnPassword, { presentPassword: testPassword, password: fresh });
    const first = db.select().from(idempotencyKeys).all().at(-1)?.payloadHash;
    await post(changeOwnPassword, { presentPassword: fresh, password: 'a third one, longer' });
    expect(db.select().from(idempotencyKeys).all().at(-1)?.payloadHash).toBe(first);
  });

  test.each<[string, Record<string, string>, string]>([
    ['without the right present one', { presentPassword: 'not this one', password: fresh }, 'presentPassword'],
    ['for a short one', { presentPassword: testPassword, password: 'short' }, 'password'],
    ['for a common one', { presentPassword: testPassword, password: 'password123' }, 'password'],
  ])('is not changed %s', async (_name, values, field) => {
    const before = db.select().from(users).where(eq(users.id, wang.id)).get()?.passwordHash;
    const state = await post(changeOwnPassword, values);
    expect(Object.keys(state.errors)).toEqual([field]);
    expect(JSON.stringify(state.values)).not.toContain(values.password);
    expect(db.select().from(users).where(eq(users.id, wang.id)).get()?.passwordHash).toBe(before);
    expect(isAlive(phone)).toBe(true);
  });

  test('can’t be found out by trying, and trying doesn’t lock the owner out of signing in', async () => {
    for (let i = 0; i < 5; i++) await post(changeOwnPassword, { presentPassword: `guess ${i}`, password: fresh });
    const state = await post(changeOwnPassword, { presentPassword: testPassword, password: fresh });
    expect(state.message).toContain('分钟后再试');
    expect(await signIn('王磊', testPassword, { address: null, device: null })).toHaveProperty('token');
  });
});

describe('devices', () => {
  const idOf = (viewer: Viewer, index: number) => String(devicesOf(viewer, db)[index]?.id);

  test('one is signed out, the others stay', async () => {
    const before = events().length;
    const other = db
      .select()
      .from(sessions)
      .all()
      .find((one) => one.id !== viewerOfSession(db, signedIn.token)?.sessionId && one.userId === wang.id);
    await expect(post(signOutDevice, { sessionId: String(other?.id) })).rejects.toThrow('to /settings/account');
    expect([isAlive(signedIn.token), isAlive(phone)]).toEqual([true, false]);
    expect(devicesOf(wang, db)).toHaveLength(1);
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)).toMatchObject({ action: 'session.ended', actorId: wang.id, objectId: wang.id });
  });

  test('somebody else’s looks like none at all', async () => {
    const before = events().length;
    const theirs = await post(signOutDevice, { sessionId: idOf(li, 0) });
    const missing = await post(signOutDevice, { sessionId: '9999' });
    expect(theirs.message).toBe(missing.message);
    expect(isAlive(lis)).toBe(true);
    expect(events()).toHaveLength(before);
  });

  test('all are signed out, this one too, and nobody else’s', async () => {
    await expect(post(signOutAllDevices, {})).rejects.toThrow('to /sign-in');
    expect([isAlive(signedIn.token), isAlive(phone), isAlive(lis)]).toEqual([false, false, true]);
    expect(events().at(-1)).toMatchObject({ action: 'session.ended', details: { devices: 2 } });
  });
});
