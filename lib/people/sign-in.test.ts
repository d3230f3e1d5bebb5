import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { closeDatabase, database, setDatabase, write } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { auditEvents } from '@/db/schema/audit';
import { sessions, signInThrottles, users, userTokens } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';
import { dataFolder } from '../data-folder';
import { viewerOfSession } from '../session';
import type { Viewer } from '../viewer';
import { disableUser } from './access';
import { inviteUser } from './links';
import * as passwords from './password';
import { findInvitation, findToken } from './queries';
import { signIn } from './sign-in';
import { addUser, newSetUpToken, setPassword } from './writes';

let wang: Viewer;
let li: Viewer;
beforeEach(async () => {
  freshDatabase();
  [wang, li] = await write((tx) => {
    const team = makeTeam(tx, '华东');
    makePerson(tx, '林一鸣', 'manager', null, true);
    return [makePerson(tx, '王磊', 'rep', team), makePerson(tx, 'LiNa', 'rep', team)];
  });
  await givePasswords(wang, li);
});

const from = { address: '10.0.0.9', device: null };
const wrong = { problem: 'wrong', minutes: 0 };
const fail = (login: string, times: number) =>
  Array.from({ length: times }).reduce<Promise<unknown>>(
    (done) => done.then(() => signIn(login, 'not this one', from)),
    Promise.resolve(),
  );
const audited = () =>
  database()
    .select({ action: auditEvents.action, objectId: auditEvents.objectId, actorId: auditEvents.actorId })
    .from(auditEvents)
    .all()
    .at(-1);

test('name and password start a session of that person', async () => {
  const result = await signIn('王磊', testPassword, from);
  expect(viewerOfSession(database(), (result as { token: string }).token)).toMatchObject({ id: wang.id, role: 'rep' });
  expect(audited()).toEqual({ action: 'session.started', objectId: wang.id, actorId: wang.id });
});

test.each(['lina', ' LINA ', 'ｌｉｎａ'])(
  'the sign-in name %j is the same whatever its case, width and spaces',
  async (login) => {
    expect(await signIn(login, testPassword, from)).toHaveProperty('token');
  },
);

test('a wrong password, an unknown name and a disabled person look alike', async () => {
  await write((tx) => disableUser(tx, wang, li.id));
  expect(await signIn('王磊', 'not this one', from)).toEqual(wrong);
  expect(audited()).toEqual({ action: 'session.failed', objectId: wang.id, actorId: null });
  expect(await signIn('nobody', testPassword, from)).toEqual(wrong);
  expect(audited()).toEqual({ action: 'session.failed', objectId: null, actorId: null });
  expect(await signIn('LiNa', testPassword, from)).toEqual(wrong);
  expect(database().select().from(sessions).all()).toEqual([]);
});

describe('throttling', () => {
  test('the fifth failure makes the account wait, the right password too, through a restart', async () => {
    await fail('王磊', 5);
    expect(await signIn('王磊', testPassword, from)).toEqual({ problem: 'blocked', minutes: 1 });
    closeDatabase();
    setDatabase(openDataFolder(dataFolder()));
    expect(await signIn('王磊', testPassword, from)).toEqual({ problem: 'blocked', minutes: 1 });
    // Others at the same address go on.
    expect(await signIn('LiNa', testPassword, from)).toHaveProperty('token');
  });

  test('an unknown name waits just the same', async () => {
    await fail('nobody', 5);
    expect(await signIn('nobody', testPassword, from)).toMatchObject({ problem: 'blocked' });
  });

  test('waits grow up to fifteen minutes and then end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const minutes of [1, 2, 4, 8, 15, 15]) {
        await fail('王磊', minutes === 1 ? 5 : 1);
        expect(await signIn('王磊', testPassword, from)).toEqual({ problem: 'blocked', minutes });
        vi.setSystemTime(Date.now() + minutes * 60_000 + 1);
      }
      expect(await signIn('王磊', testPassword, from)).toHaveProperty('token');
    } finally {
      vi.useRealTimers();
    }
  });

  test('signing in forgets the account’s failures', async () => {
    await fail('王磊', 4);
    await signIn('王磊', testPassword, from);
    await fail('王磊', 4);
    expect(await signIn('王磊', testPassword, from)).toHaveProperty('token');
  });

  test('one address trying many names waits as well', async () => {
    await write((tx) =>
      tx
        .insert(signInThrottles)
        .values({ key: `network:${from.address}`, failures: 49, lastFailureAt: new Date().toISOString() })
        .run(),
    );
    await fail('somebody', 1);
    expect(await signIn('王磊', testPassword, from)).toMatchObject({ problem: 'blocked' });
    expect(await signIn('王磊', testPassword, { ...from, address: '10.0.0.10' })).toHaveProperty('token');
  });
});

describe('an owner somebody else tries to be', () => {
  const at = (address: string) => ({ ...from, address });
  const failAt = async (address: string, times: number) => {
    for (let i = 0; i < times; i++) await signIn('王磊', 'not this one', at(address));
  };

  test('gets in from another network while the attacker waits', async () => {
    await failAt('203.0.113.1', 5);
    expect(await signIn('王磊', testPassword, at('203.0.113.1'))).toMatchObject({ problem: 'blocked' });
    expect(await signIn('王磊', testPassword, at('198.51.100.1'))).toHaveProperty('token');
  });

  test('by many networks: they are stopped together, where the owner has been before isn’t, nor their browser', async () => {
    await signIn('王磊', testPassword, at('198.51.100.1'));
    await write((tx) =>
      tx
        .insert(signInThrottles)
        .values({ key: 'account:王磊', failures: 99, lastFailureAt: new Date().toISOString() })
        .run(),
    );
    await failAt('203.0.113.1', 1);
    const elsewhere = at('192.0.2.1');
    expect(await signIn('王磊', testPassword, elsewhere)).toMatchObject({ problem: 'blocked' });
    expect(await signIn('王磊', testPassword, at('198.51.100.1'))).toHaveProperty('token');
    const known = { id: 'browser', userIds: [wang.id] };
    expect(await signIn('王磊', testPassword, { ...elsewhere, known })).toHaveProperty('token');
    // Nobody else's browser helps, and an unknown name waits just the same.
    expect(
      await signIn('王磊', testPassword, { ...at('192.0.2.2'), known: { id: 'b', userIds: [li.id] } }),
    ).toMatchObject({
      problem: 'blocked',
    });
    expect(await signIn('LiNa', testPassword, elsewhere)).toHaveProperty('token');
  });

  test('a known browser waits for its own failures', async () => {
    const known = { id: 'browser', userIds: [wang.id] };
    for (let i = 0; i < 10; i++) await signIn('王磊', 'not this one', { ...from, known });
    expect(await signIn('王磊', testPassword, { ...from, known })).toEqual({ problem: 'blocked', minutes: 1 });
    expect(await signIn('王磊', testPassword, from)).toHaveProperty('token');
  });

  test('a whole IPv6 network is one', async () => {
    for (let i = 0; i < 5; i++) await signIn('王磊', 'not this one', at(`2001:db8:1:2::${i}`));
    expect(await signIn('王磊', testPassword, at('2001:db8:1:2::ffff'))).toMatchObject({ problem: 'blocked' });
    expect(await signIn('王磊', testPassword, at('2001:db8:1:3::1'))).toHaveProperty('token');
  });
});

test('the same work is done for whoever is there, isn’t, or may not come in', async () => {
  const zhao = await write((tx) => {
    disableUser(tx, wang, li.id);
    const id = addUser(tx, null, { name: '赵敏', login: '赵敏', role: 'manager', teamId: null, isAdmin: false });
    return database()
      .select()
      .from(users)
      .where(eq(users.id, id as number))
      .get();
  });
  expect(zhao?.status).toBe('invited');
  const hashing = vi.spyOn(passwords, 'verifyPassword');
  try {
    for (const login of ['王磊', 'nobody', 'LiNa', '赵敏'])
      expect(await signIn(login, 'not this one', from)).toEqual(wrong);
    expect(hashing).toHaveBeenCalledTimes(4);
    expect(hashing.mock.calls.map(([, hash]) => hash !== null)).toEqual([true, false, false, false]);
  } finally {
    hashing.mockRestore();
  }
});

test('failures of long ago are cleaned up', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    await fail('nobody', 5);
    vi.setSystemTime(Date.now() + 3_600_001);
    await fail('somebody', 1);
    const keys = database()
      .select()
      .from(signInThrottles)
      .all()
      .map(({ key }) => key);
    expect(keys.filter((key) => key.includes('nobody'))).toEqual([]);
    expect(keys).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

describe('one-use addresses', () => {
  const invite = () => write((tx) => inviteUser(tx, null, li.id).token);

  test('an open one says whom it is for', async () => {
    expect(findInvitation(await invite())).toEqual({ name: 'LiNa', login: 'LiNa' });
  });

  test.each<[string, () => Promise<string>]>([
    ['invented', async () => 'x'.repeat(43)],
    [
      'used',
      async () => {
        const token = await invite();
        const row = findToken(database(), 'set_password', token);
        await write((tx) => setPassword(tx, row?.id as number, li.id, 'none$'));
        return token;
      },
    ],
    [
      'expired',
      async () => {
        const token = await invite();
        database().update(userTokens).set({ expiresAt: '2020-01-01T00:00:00.000Z' }).run();
        return token;
      },
    ],
    [
      'replaced by a newer one',
      async () => {
        const token = await invite();
        await invite();
        return token;
      },
    ],
    [
      'of a disabled person',
      async () => {
        const token = await invite();
        await write((tx) => disableUser(tx, wang, li.id));
        return token;
      },
    ],
  ])('an %s one is like any other that doesn’t work', async (_name, make) => {
    expect(findInvitation(await make())).toBeNull();
  });

  test('setting a password ends the sessions from before', async () => {
    const { token } = (await signIn('LiNa', testPassword, from)) as { token: string };
    const row = findToken(database(), 'set_password', await invite());
    await write((tx) => setPassword(tx, row?.id as number, li.id, 'none$'));
    expect(viewerOfSession(database(), token)).toBeNull();
  });

  test('the first-run address is for an empty database only', async () => {
    expect(await write(newSetUpToken)).toBeNull();
    freshDatabase();
    const [first, second] = [await write(newSetUpToken), await write(newSetUpToken)] as [string, string];
    expect(findToken(database(), 'set_up', first)).toBeNull();
    expect(findToken(database(), 'set_up', second)).not.toBeNull();
    expect(findToken(database(), 'set_password', second)).toBeNull();
    expect(database().select().from(users).where(eq(users.isAdmin, true)).all()).toEqual([]);
  });
});

test('tries sent at the same moment are throttled like tries one after the other', async () => {
  const db = freshDatabase();
  const person = await write((tx) => makePerson(tx, '王磊', 'rep', makeTeam(tx, '一组')));
  await givePasswords(person);
  const tries = Array.from({ length: 12 }, () => signIn('王磊', 'wrong password', { address: null, device: null }));
  const results = await Promise.all(tries);
  const count = (problem: string) =>
    results.filter((result) => 'problem' in result && result.problem === problem).length;
  expect([count('wrong'), count('blocked')]).toEqual([5, 7]);
  expect(await signIn('王磊', testPassword, { address: null, device: null })).toMatchObject({ problem: 'blocked' });
  expect(db.select().from(sessions).all()).toEqual([]);
});
