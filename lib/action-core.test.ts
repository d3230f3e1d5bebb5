import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Db, write } from '@/db/client';
import { auditEvents, idempotencyKeys } from '@/db/schema/audit';
import { sessions, teams, users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import {
  type ActionDefinition,
  type Caller,
  done,
  isSameOrigin,
  nested,
  type Outcome,
  refuse,
  runAction,
} from './action-core';
import { disableUser } from './people/access';
import { addTeam } from './people/teams';
import { makePerson, makeTeam, sessionOf } from './testing/people';
import type { Viewer } from './viewer';

const schema = z.object({ name: z.string().min(1, 'form.required') });
const addTeamAction: ActionDefinition<typeof schema, undefined> = {
  name: 'team.add',
  schema,
  run: (tx, { name }, viewer) =>
    addTeam(tx, viewer, name) === null
      ? refuse('people.teamTaken', { field: 'name' })
      : done({ to: '/settings/people' }),
};

let db: Db;
let manager: Viewer;
let caller: Caller;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    manager = makePerson(tx, '刘建国', 'manager', makeTeam(tx, '一组'), true);
    caller = {
      origin: 'http://localhost:3000',
      fetchSite: 'same-origin',
      hosts: ['localhost:3000'],
      sessionToken: sessionOf(tx, manager),
    };
  });
});

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};
const teamNames = () =>
  db
    .select({ name: teams.name })
    .from(teams)
    .all()
    .map((team) => team.name);
const auditCount = () => db.select({ n: sql<number>`count(*)` }).from(auditEvents).get()?.n ?? 0;
const keys = () => db.select().from(idempotencyKeys).all();
const key = (outcome: Outcome) => (outcome.done ? 'done' : outcome.message.key);

test('a write leaves its row, one audit row and its key, and says where to go', async () => {
  const before = auditCount();
  expect(await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' }))).toMatchObject({
    done: true,
    to: '/settings/people',
  });
  expect(teamNames()).toEqual(['一组', '二组']);
  expect(auditCount()).toBe(before + 1);
  expect(keys()).toHaveLength(1);
});

test('a refusal rolls back everything the write did and stores no key', async () => {
  const before = auditCount();
  const outcome = await runAction(
    {
      ...addTeamAction,
      run: (tx, { name }, viewer) => {
        addTeam(tx, viewer, name);
        return refuse('form.gone');
      },
    },
    caller,
    form({ name: '二组', _key: 'k1' }),
  );
  expect(key(outcome)).toBe('form.gone');
  expect(teamNames()).toEqual(['一组']);
  expect(auditCount()).toBe(before);
  expect(keys()).toEqual([]);
  // The same form, put right, is saved under the same key.
  expect(key(await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' })))).toBe('done');
});

test('an error in the write rolls back too and is not swallowed', async () => {
  const failing: typeof addTeamAction = {
    ...addTeamAction,
    run: (tx, { name }, viewer) => {
      addTeam(tx, viewer, name);
      throw new Error('disk full');
    },
  };
  await expect(runAction(failing, caller, form({ name: '二组', _key: 'k1' }))).rejects.toThrow('disk full');
  expect(teamNames()).toEqual(['一组']);
});

describe('idempotency', () => {
  test('the same form posted twice writes once and gets the first answer', async () => {
    const post = () => runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' }));
    const [first, second] = await Promise.all([post(), post()]);
    expect(second).toEqual(first);
    expect(teamNames()).toEqual(['一组', '二组']);
  });

  test('the same key with another payload is refused and writes nothing', async () => {
    await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' }));
    const second = await runAction(addTeamAction, caller, form({ name: '三组', _key: 'k1' }));
    expect(key(second)).toBe('form.keyReused');
    // Sent once more it is another record.
    expect(second).toMatchObject({ used: { to: '/settings/people' } });
    expect(teamNames()).toEqual(['一组', '二组']);
  });

  test('another person’s key tells nothing', async () => {
    await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' }));
    const other = await write((tx) => sessionOf(tx, makePerson(tx, '赵刚', 'manager', null)));
    const answer = await runAction(
      addTeamAction,
      { ...caller, sessionToken: other },
      form({ name: '二组', _key: 'k1' }),
    );
    expect(answer).toMatchObject({ message: { key: 'form.keyReused' }, used: { to: null } });
  });

  test('a form without a key is an old page', async () => {
    expect(key(await runAction(addTeamAction, caller, form({ name: '二组' })))).toBe('form.stale');
  });
});

test('an async body is refused by the transaction, and nothing is written', async () => {
  const asynchronous = {
    ...addTeamAction,
    run: (async (tx: never, { name }: { name: string }, viewer: Viewer) => {
      addTeam(tx, viewer, name);
      return done();
    }) as never,
  };
  await expect(runAction(asynchronous, caller, form({ name: '二组', _key: 'k1' }))).rejects.toThrow(/promise/i);
  expect(teamNames()).toEqual(['一组']);
});

test.each([0, 2])('a write that records %i audit rows is an error, and nothing is written (R41)', async (rows) => {
  const wrong: typeof addTeamAction = {
    ...addTeamAction,
    run: (tx, { name }, viewer) => {
      for (let n = 0; n < rows; n++) addTeam(tx, viewer, `${name}${n}`);
      return done();
    },
  };
  await expect(runAction(wrong, caller, form({ name: '二组', _key: 'k1' }))).rejects.toThrow(`${rows} audit rows`);
  expect(teamNames()).toEqual(['一组']);
});

test('what a form says wrong stands beside its field', async () => {
  const outcome = await runAction(addTeamAction, caller, form({ name: '', _key: 'k1' }));
  expect(outcome).toEqual({
    done: false,
    message: { key: 'form.check' },
    errors: { name: [{ key: 'form.required' }] },
  });
});

describe('the viewer is read again inside the transaction', () => {
  test('signed out', async () => {
    expect(
      key(await runAction(addTeamAction, { ...caller, sessionToken: null }, form({ name: '二组', _key: 'k1' }))),
    ).toBe('form.signedOut');
  });

  test('disabled while the form was open', async () => {
    await write((tx) => {
      const admin = makePerson(tx, '赵刚', 'manager', null, true);
      expect(disableUser(tx, admin, manager.id)).toBe(true);
    });
    expect(key(await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' })))).toBe('form.signedOut');
    expect(teamNames()).toEqual(['一组']);
  });

  test('a role lowered since the page was opened is the role that counts', async () => {
    const roles: string[] = [];
    db.update(users).set({ role: 'supervisor' }).where(eq(users.id, manager.id)).run();
    const looking: typeof addTeamAction = {
      ...addTeamAction,
      run: (_tx, _input, viewer) => {
        roles.push(viewer.role);
        return refuse('form.gone');
      },
    };
    await runAction(looking, caller, form({ name: '二组', _key: 'k1' }));
    expect(roles).toEqual(['supervisor']);
  });

  test('an expired session', async () => {
    db.update(sessions).set({ createdAt: '2020-01-01T00:00:00.000Z' }).run();
    expect(key(await runAction(addTeamAction, caller, form({ name: '二组', _key: 'k1' })))).toBe('form.signedOut');
  });
});

describe('origin', () => {
  const hosts = ['keji.example', '192.168.1.20:3000'];
  test.each([
    ['https://keji.example', null, true],
    ['http://192.168.1.20:3000', 'same-origin', true],
    ['https://keji.example.evil', 'cross-site', false],
    ['http://192.168.1.20:4000', 'same-site', false],
    ['null', 'cross-site', false],
    [null, 'same-origin', true],
    [null, 'cross-site', false],
    [null, null, false],
  ])('Origin %s with Sec-Fetch-Site %s: %s', (origin, fetchSite, passes) => {
    expect(isSameOrigin({ origin, fetchSite, hosts })).toBe(passes);
  });

  test('a foreign origin is refused before anything is read', async () => {
    const outcome = await runAction(
      addTeamAction,
      { ...caller, origin: 'https://evil.example' },
      form({ name: '', _key: 'k1' }),
    );
    // It may be the address of a proxy nobody has named: the refusal says what to set (P28).
    expect(outcome).toMatchObject({
      message: { key: 'form.unknownAddress', params: { address: 'https://evil.example' } },
    });
    const without = await runAction(addTeamAction, { ...caller, origin: 'null' }, form({ name: '', _key: 'k1' }));
    expect(key(without)).toBe('form.foreignOrigin');
  });
});

test('fields with a row number arrive as rows, and nothing else is touched', () => {
  expect(
    nested({ note: 'a', 'lines.1.amount': '2', 'lines.0.amount': '1', 'lines.0.product': 'x', 'a.b': '3' }),
  ).toEqual({
    note: 'a',
    'a.b': '3',
    lines: [{ amount: '1', product: 'x' }, { amount: '2' }],
  });
  const hostile = nested({ 'constructor.0.prototype': 'x', 'lines.999999999.amount': '1' });
  expect(Object.hasOwn(hostile, 'constructor')).toBe(true);
  expect(Object.hasOwn(hostile, 'lines')).toBe(false);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
