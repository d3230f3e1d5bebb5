import { createHash, randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import { NextRequest } from 'next/server';
import NextAuth, { type AuthOptions } from 'next-auth';
import { log } from '../log';
import { ConfigurationError } from '../site';

// Signing in with one provider of identities (OpenID Connect), set by environment. next-auth talks to it: discovery, PKCE,
// state, nonce, the token's signature, issuer and audience. Who that is here, `sign-in-identity.ts` decides.

export type OidcSettings = { issuer: string; clientId: string; clientSecret: string; name: string };

/** KEJI_OIDC_*; null when not set. */
export function oidcSettings(): OidcSettings | null {
  const [issuer, clientId, clientSecret, name] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'NAME'].map(
    (part) => process.env[`KEJI_OIDC_${part}`]?.trim() || null,
  );
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new ConfigurationError(
      '用单点登录要一起设三项：KEJI_OIDC_ISSUER、KEJI_OIDC_CLIENT_ID、KEJI_OIDC_CLIENT_SECRET。',
    );
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol))
    throw new ConfigurationError(
      `KEJI_OIDC_ISSUER 要写完整地址，例如 https://login.example.com。现在是「${issuer}」。`,
    );
  return { issuer: issuer.replace(/\/$/, ''), clientId, clientSecret, name: name ?? '公司账号' };
}

/** What the provider vouches for. */
export type Claims = { issuer: string; subject: string; email: string | null; isVerified: boolean };
export type OidcProblem = 'unknown' | 'unverified' | 'provider' | 'blocked';
export type Arrival = { token: string } | { problem: OidcProblem };

type Flow = {
  settings: OidcSettings;
  /** Scheme and host the browser is at; the provider sends it back there. */
  origin: string;
  secret: string;
  /** How long the session's cookie is kept, in seconds. */
  maxAge: number;
};

/** Sends the browser to the provider; `next` is the path to come back to. */
export async function departure(flow: Flow, request: Request, next: string): Promise<Response> {
  const csrf = randomBytes(32).toString('hex');
  const csrfCookie = `${csrf}|${createHash('sha256').update(`${csrf}${flow.secret}`).digest('hex')}`;
  const response = await answerOf(optionsOf(flow), flow, request, {
    action: 'signin',
    method: 'POST',
    body: { csrfToken: csrf, callbackUrl: flow.origin + next },
    cookies: { [cookieName(flow, 'csrf')]: csrfCookie },
    query: {},
  });
  return withProblem(flow, response, 'provider');
}

/** Takes back whom the provider sends: `arrive` says who that is here, and its session goes into our cookie. */
export async function arrival(
  flow: Flow,
  request: Request,
  arrive: (claims: Claims) => Promise<Arrival>,
): Promise<{ response: Response; problem: OidcProblem | null }> {
  let arrived: Arrival = { problem: 'provider' };
  const options: AuthOptions = {
    ...optionsOf(flow),
    callbacks: {
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
      signIn: async ({ profile }) => {
        arrived = await arrive(profile as unknown as Claims);
        return 'token' in arrived;
      },
      jwt: () => ('token' in arrived ? { sid: arrived.token } : {}),
    },
  };
  const { searchParams } = new URL(request.url);
  const response = await answerOf(options, flow, request, {
    action: 'callback',
    method: 'GET',
    body: undefined,
    cookies: {},
    query: Object.fromEntries(searchParams),
  });
  const problem = 'problem' in arrived ? (arrived as { problem: OidcProblem }).problem : null;
  return { response: problem ? withProblem(flow, response, problem) : response, problem };
}

/** next-auth has pages of its own for what goes wrong; ours is the sign-in page. */
function withProblem(flow: Flow, response: Response, problem: OidcProblem): Response {
  const location = response.headers.get('location');
  if (location && !location.startsWith(`${flow.origin}/api/auth/`)) return response;
  const headers = new Headers(response.headers);
  headers.set('location', `${flow.origin}/sign-in?problem=${problem}`);
  return new Response(null, { status: 302, headers });
}

const cookieName = ({ origin }: Flow, part: string) =>
  `${origin.startsWith('https:') ? '__Host-' : ''}keji${part && `-${part}`}`;

/** Whether this browser was sent out from here, and so may come back. Other sites' pictures bring no cookie along. */
export const hasSetOut = (flow: Flow, request: Request): boolean =>
  new NextRequest(request.url, { headers: request.headers }).cookies.has(cookieName(flow, 'state'));

function optionsOf(flow: Flow): AuthOptions {
  const { settings } = flow;
  const secure = flow.origin.startsWith('https:');
  const cookie = (part: string) => ({
    name: cookieName(flow, part),
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  });
  return {
    secret: flow.secret,
    session: { strategy: 'jwt', maxAge: flow.maxAge },
    jwt: { maxAge: flow.maxAge },
    cookies: {
      sessionToken: cookie(''),
      csrfToken: cookie('csrf'),
      callbackUrl: cookie('next'),
      pkceCodeVerifier: cookie('pkce'),
      state: cookie('state'),
      nonce: cookie('nonce'),
    },
    providers: [
      {
        id: 'oidc',
        name: settings.name,
        type: 'oauth',
        wellKnown: `${settings.issuer}/.well-known/openid-configuration`,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        authorization: { params: { scope: 'openid email profile' } },
        checks: ['pkce', 'state', 'nonce'],
        idToken: true,
        httpOptions: { timeout: 10_000 },
        userinfo: {
          // Many providers put the address only there. The token's own claims, which are signed, go first.
          request: async ({ client, tokens }) => {
            const signed = (tokens as unknown as { claims(): Record<string, unknown> }).claims();
            const more = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(tokens as never) : {};
            return claimsOf({ ...more, ...signed }) as never;
          },
        },
        profile: (profile) => ({ id: (profile as unknown as Claims).subject }),
      },
    ],
    logger: {
      error: (code, metadata) => log('oidc', { code, message: messageOf(metadata) }),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

const claimsOf = (profile: Record<string, unknown>): Claims => ({
  issuer: String(profile.iss),
  subject: String(profile.sub),
  email: typeof profile.email === 'string' ? profile.email : null,
  // Some providers write the word.
  isVerified: profile.email_verified === true || profile.email_verified === 'true',
});

const messageOf = (metadata: unknown): string => {
  const { message, error } = metadata as { message?: string; error?: { message?: string } };
  return String(error?.message ?? message ?? '').slice(0, 300);
};

type Call = {
  action: 'signin' | 'callback';
  method: 'GET' | 'POST';
  body: Record<string, string> | undefined;
  cookies: Record<string, string>;
  query: Record<string, string>;
};

/** next-auth's handler, called with a request we made: only these two of its many actions can be reached. */
async function answerOf(options: AuthOptions, flow: Flow, request: Request, call: Call): Promise<Response> {
  const { protocol, host } = new URL(flow.origin);
  const sent = new NextRequest(request.url, { headers: request.headers }).cookies.getAll();
  const headers = new Headers();
  let status = 200;
  const answer = {
    status: (code: number) => {
      status = code;
      return answer;
    },
    getHeader: (name: string) => (name === 'Set-Cookie' ? headers.getSetCookie() : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return answer;
    },
    end: () => undefined,
    send: () => undefined,
    json: () => undefined,
  };
  await NextAuth(
    {
      method: call.method,
      headers: { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) },
      cookies: { ...Object.fromEntries(sent.map(({ name, value }) => [name, value])), ...call.cookies },
      query: { ...call.query, nextauth: [call.action, 'oidc'] },
      body: call.body,
    } as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    options,
  );
  return new Response(null, { status, headers });
}
