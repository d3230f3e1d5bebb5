import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Db } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { signInThrottles } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { identityFailed } from '@/lib/people/sign-in-identity';
import { GET } from './route';

const origin = 'http://keji.test';
const from = { address: '203.0.113.7', device: null };
const browser = vi.hoisted(() => ({ isKnown: false }));
vi.mock('@/lib/caller', () => ({
  requestDetails: async () => ({ requestId: 'r1', address: '203.0.113.7', device: null }),
  requestOrigin: async () => 'http://keji.test',
}));
vi.mock('@/lib/people/known-device', () => ({
  knownDevice: async () => (browser.isKnown ? { id: 'one', userIds: [1] } : null),
  rememberDevice: async () => undefined,
}));

let db: Db;
beforeEach(() => {
  db = freshDatabase();
  browser.isKnown = false;
  // Nobody answers there.
  vi.stubEnv('KEJI_OIDC_ISSUER', 'http://localhost:1');
  vi.stubEnv('KEJI_OIDC_CLIENT_ID', 'keji');
  vi.stubEnv('KEJI_OIDC_CLIENT_SECRET', 'secret');
  vi.stubEnv('AUTH_TRUST_HOST', '1');
});
afterEach(() => vi.unstubAllEnvs());

async function get(way: string, cookie = ''): Promise<string | null> {
  const request = new Request(`${origin}/api/auth/${way}`, { headers: { host: 'keji.test', cookie } });
  const nextauth = new URL(request.url).pathname.split('/').slice(3);
  return (await GET(request, { params: Promise.resolve({ nextauth }) })).headers.get('location');
}
const written = () => [db.select().from(auditEvents).all().length, db.select().from(signInThrottles).all()];

test('a page elsewhere that has browsers call the way back counts nothing and locks nobody out', async () => {
  const before = written();
  for (let i = 0; i < 60; i++)
    expect(await get('callback/oidc?code=x&state=y', 'keji-next=z')).toBe(`${origin}/sign-in?problem=provider`);
  expect(written()).toEqual(before);
});

test('what comes back wrong to a browser that set out is counted, and waits after fifty', async () => {
  expect(await get('callback/oidc?code=x&state=y', 'keji-state=forged')).toBe(`${origin}/sign-in?problem=provider`);
  expect(written()[0]).toBe(1);
  for (let i = 0; i < 49; i++) await identityFailed(from, 'provider');
  expect(await get('signin/oidc')).toBe(`${origin}/sign-in?problem=blocked`);
  // Not so on a browser somebody has signed in from: the failures may be a stranger's.
  browser.isKnown = true;
  expect(await get('signin/oidc')).toBe(`${origin}/sign-in?problem=provider`);
});
