import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { database, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { sessions, userIdentities, users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { startFalseProvider, type Token } from '../testing/false-provider';
import { type Provider, startProvider, Walker } from '../testing/oidc';
import { makePerson, makeTeam } from '../testing/people';
import type { Viewer } from '../viewer';
import { disableUser } from './access';
import { type Arrival, arrival, departure, type OidcSettings, oidcSettings } from './oidc';
import { identityFailed, isBlocked, signInWithIdentity, unlinkIdentities } from './sign-in-identity';
import { addUser } from './writes';

// Against a real provider in a process of its own; only the browser and Next are left out (app/(auth)/oidc.e2e.ts has them).

// Each test walks through a provider several times.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const origin = 'https://keji.test';
const from = { address: '203.0.113.7', device: null };
let provider: Provider;
let settings: OidcSettings;
beforeAll(async () => {
  provider = await startProvider([`${origin}/api/auth/callback/oidc`], {
    wang: { email: 'Wang@Example.com', email_verified: true },
    double: { email: 'wang@example.com', email_verified: true },
    unverified: { email: 'wang@example.com', email_verified: false },
    silent: { email: 'wang@example.com' },
    nameless: {},
    stranger: { email: 'stranger@example.com', email_verified: true },
    invited: { email: 'zhao@example.com', email_verified: 'true' },
  });
  vi.stubEnv('AUTH_TRUST_HOST', '1');
  for (const [name, value] of Object.entries(provider.env)) vi.stubEnv(name, value);
  settings = oidcSettings() as OidcSettings;
});
afterAll(() => {
  provider.stop();
  vi.unstubAllEnvs();
});

let wang: Viewer;
let boss: Viewer;
beforeEach(async () => {
  freshDatabase();
  [wang, boss] = await write((tx) => {
    const team = makeTeam(tx, '一组');
    const people = [makePerson(tx, '王磊', 'rep', team), makePerson(tx, '林一鸣', 'manager', null, true)] as const;
    addUser(tx, null, { name: '赵敏', login: '赵敏', role: 'manager', teamId: null, isAdmin: false });
    tx.update(users)
      .set({ email: 'wang@example.com', emailKey: 'wang@example.com' })
      .where(eq(users.name, '王磊'))
      .run();
    tx.update(users)
      .set({ email: 'zhao@example.com', emailKey: 'zhao@example.com' })
      .where(eq(users.name, '赵敏'))
      .run();
    return people;
  });
});

const flow = () => ({ settings, origin, secret: 'the secret of this server', maxAge: 3600 });
const locationOf = (response: Response) => response.headers.get('location') ?? '';

/** A browser that set out for the provider. */
async function setOut(next = '/customers?q=1') {
  const browser = new Walker();
  const response = await departure(flow(), new Request(`${origin}/api/auth/signin/oidc`), next);
  browser.take(response);
  return { browser, start: locationOf(response) };
}

/** What the browser is answered at the address the provider sent it back to. */
async function comeBack(browser: Walker, address: string, arrive = signInWithIdentity) {
  const request = new Request(address, { headers: { cookie: browser.cookie() } });
  const { response, problem } = await arrival(flow(), request, (claims): Promise<Arrival> => arrive(claims, from));
  browser.take(response);
  return { problem, to: locationOf(response), session: browser.jar.get('__Host-keji') };
}

async function signInAs(subject: string) {
  const { browser, start } = await setOut();
  return comeBack(browser, await browser.through(start, subject));
}
const trail = () =>
  database()
    .select({ action: auditEvents.action, objectId: auditEvents.objectId, details: auditEvents.details })
    .from(auditEvents)
    .all()
    .slice(-2);
const links = () =>
  database().select({ userId: userIdentities.userId, subject: userIdentities.subject }).from(userIdentities).all();
const refused = (problem: string) => ({ problem, to: `${origin}/sign-in?problem=${problem}`, session: undefined });

test('the address the provider is asked with carries state, nonce and a PKCE challenge', async () => {
  const { browser, start } = await setOut();
  const query = Object.fromEntries(new URL(start).searchParams);
  expect(start).toMatch(`${provider.issuer}/auth?`);
  expect(query).toMatchObject({
    client_id: 'keji',
    code_challenge_method: 'S256',
    redirect_uri: `${origin}/api/auth/callback/oidc`,
    scope: 'openid email profile',
  });
  expect(query.state && query.nonce && query.code_challenge).toBeTruthy();
  expect(query).not.toHaveProperty('next');
  expect([...browser.jar.keys()].sort()).toEqual([
    '__Host-keji-next',
    '__Host-keji-nonce',
    '__Host-keji-pkce',
    '__Host-keji-state',
  ]);
});

test('the first time links by the verified address, later the subject alone counts', async () => {
  expect(await signInAs('wang')).toEqual({ problem: null, to: `${origin}/customers?q=1`, session: expect.any(String) });
  expect(links()).toEqual([{ userId: wang.id, subject: 'wang' }]);
  expect(trail()).toEqual([
    { action: 'user.identityLinked', objectId: wang.id, details: { issuer: provider.issuer } },
    { action: 'session.started', objectId: wang.id, details: { by: 'oidc' } },
  ]);

  database().update(users).set({ email: null, emailKey: null }).where(eq(users.id, wang.id)).run();
  expect((await signInAs('wang')).problem).toBeNull();
  expect(
    database()
      .select()
      .from(sessions)
      .all()
      .map(({ userId }) => userId),
  ).toEqual([wang.id, wang.id]);
});

describe('turned away, with a row in the trail and nothing else', () => {
  test.each([
    ['stranger', 'unknown'],
    ['invited', 'unknown'],
    ['unverified', 'unverified'],
    ['silent', 'unverified'],
    ['nameless', 'unverified'],
  ] as const)('%s: %s', async (subject, problem) => {
    expect(await signInAs(subject)).toEqual(refused(problem));
    expect(trail().at(-1)).toEqual({ action: 'session.failed', objectId: null, details: { by: 'oidc', why: problem } });
    expect([links(), database().select().from(sessions).all()]).toEqual([[], []]);
    expect(database().select().from(users).all()).toHaveLength(3);
  });

  test('who is disabled, linked or not', async () => {
    await signInAs('wang');
    await write((tx) => disableUser(tx, boss, wang.id));
    expect(await signInAs('wang')).toEqual(refused('unknown'));
    expect(trail().at(-1)).toMatchObject({ action: 'session.failed', objectId: wang.id });
    await write((tx) => unlinkIdentities(tx, boss, wang.id));
    expect(await signInAs('wang')).toEqual(refused('unknown'));
    expect(links()).toEqual([]);
  });

  test('another subject with the address of somebody linked, until an admin unlinks them', async () => {
    await signInAs('wang');
    expect(await signInAs('double')).toEqual(refused('unknown'));
    expect(links()).toEqual([{ userId: wang.id, subject: 'wang' }]);
    expect(await write((tx) => unlinkIdentities(tx, boss, wang.id))).toBe(true);
    expect(trail().at(-1)).toMatchObject({ action: 'user.identityUnlinked', objectId: wang.id });
    expect(
      database()
        .select()
        .from(sessions)
        .all()
        .every(({ endedAt }) => endedAt !== null),
    ).toBe(true);
    expect((await signInAs('double')).problem).toBeNull();
    expect(links()).toEqual([{ userId: wang.id, subject: 'double' }]);
  });

  test('a network from which that happens again and again', async () => {
    for (let i = 0; i < 50; i++) await identityFailed(from, 'provider');
    expect([isBlocked(from), isBlocked({ ...from, address: '203.0.113.8' })]).toEqual([true, false]);
  });
});

describe('what the provider never said', () => {
  const nobody = vi.fn<typeof signInWithIdentity>();
  const expectNobody = async (browser: Walker, address: string) => {
    nobody.mockClear();
    expect(await comeBack(browser, address, nobody)).toEqual(refused('provider'));
    expect(nobody).not.toHaveBeenCalled();
  };

  test('an answer used once before, or taken to another browser', async () => {
    const { browser, start } = await setOut();
    const address = await browser.through(start, 'wang');
    await expectNobody(new Walker(), address);
    expect((await comeBack(browser, address)).problem).toBeNull();
    browser.jar.delete('__Host-keji');
    await expectNobody(browser, address);
  });

  test.each(['state', 'nonce', 'pkce'])('the %s of another attempt', async (part) => {
    const other = await setOut();
    const { browser, start } = await setOut();
    const address = await browser.through(start, 'wang');
    browser.jar.set(`__Host-keji-${part}`, other.browser.jar.get(`__Host-keji-${part}`) as string);
    await expectNobody(browser, address);
  });

  test('a code made up, an error, another secret, another provider', async () => {
    const { browser, start } = await setOut();
    const address = new URL(await browser.through(start, 'wang'));
    const changed = (name: string, value: string) => {
      const url = new URL(address);
      url.searchParams.set(name, value);
      return url.href;
    };
    await expectNobody(browser, changed('code', 'made-up'));
    await expectNobody(browser, changed('error', 'access_denied'));
    await expectNobody(browser, changed('iss', 'https://evil.example'));
    settings = { ...settings, clientSecret: 'another' };
    await expectNobody(browser, address.href);
    settings = { ...settings, issuer: 'http://localhost:1' };
    await expectNobody(browser, address.href);
    expect(locationOf(await departure(flow(), new Request(origin), '/'))).toBe(`${origin}/sign-in?problem=provider`);
    settings = oidcSettings() as OidcSettings;
  });
});

describe('a token', () => {
  let token: Token;
  let provider: Awaited<ReturnType<typeof startFalseProvider>>;
  beforeAll(async () => {
    provider = await startFalseProvider(() => token);
  });
  afterAll(() => provider.stop());

  const good = { sub: 'wang', aud: 'keji', email: 'wang@example.com', email_verified: true };
  const bad: [string, Partial<Token>, Record<string, unknown>][] = [
    ['for somebody else’s site', {}, { aud: 'another' }],
    ['for several, given to another', {}, { aud: ['keji', 'another'], azp: 'another' }],
    ['of another issuer', {}, { iss: 'https://evil.example' }],
    ['for another attempt', {}, { nonce: 'another' }],
    ['without a nonce', {}, { nonce: undefined }],
    ['of yesterday', {}, { exp: Math.floor(Date.now() / 1000) - 3600 }],
    ['signed by another key', { signedBy: 'other' }, {}],
    ['signed by nobody', { signedBy: 'none' }, {}],
    ['without a subject', {}, { sub: undefined }],
  ];

  async function comeBackWith(more: Partial<Token>, claims: Record<string, unknown>) {
    const ours = settings;
    settings = { ...ours, issuer: provider.issuer };
    try {
      const { browser, start } = await setOut();
      const { state, nonce } = Object.fromEntries(new URL(start).searchParams);
      const now = Math.floor(Date.now() / 1000);
      token = { ...more, claims: { iss: provider.issuer, iat: now, exp: now + 600, nonce, ...good, ...claims } };
      return await comeBack(browser, `${origin}/api/auth/callback/oidc?code=any&state=${state}`);
    } finally {
      settings = ours;
    }
  }

  test('as it should be is believed', async () => {
    expect((await comeBackWith({}, {})).problem).toBeNull();
    expect(links()).toEqual([{ userId: wang.id, subject: 'wang' }]);
  });

  test.each(bad)('%s is not', async (_name, more, claims) => {
    expect(await comeBackWith(more, claims)).toEqual(refused('provider'));
    expect([links(), database().select().from(sessions).all()]).toEqual([[], []]);
  });
});

test.each([
  [{ KEJI_OIDC_ISSUER: 'https://login.example.com' }, 'KEJI_OIDC_CLIENT_SECRET'],
  [{ KEJI_OIDC_ISSUER: 'login', KEJI_OIDC_CLIENT_ID: 'a', KEJI_OIDC_CLIENT_SECRET: 'b' }, '现在是「login」'],
])('settings that can’t be meant are refused in words: %o', (values, words) => {
  const before = { ...process.env };
  for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET']) delete process.env[`KEJI_OIDC_${name}`];
  expect(oidcSettings()).toBeNull();
  Object.assign(process.env, values);
  expect(oidcSettings).toThrow(words);
  process.env = before;
});
