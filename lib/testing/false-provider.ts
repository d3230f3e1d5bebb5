import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider puts into its token; `signedBy` another key than the one it publishes, or none. */
export type Token = { claims: Record<string, unknown>; signedBy?: 'other' | 'none' };

/** A provider that answers with any token it is told to: to try what ours would never say. */
export async function startFalseProvider(token: () => Token): Promise<{ issuer: string; stop: () => void }> {
  const [own, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const publicKey = own?.publicKey.export({ format: 'jwk' });
  const server = createServer((request, response) => {
    const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/jwks': () => ({ keys: [{ ...publicKey, kid: 'own', use: 'sig', alg: 'RS256' }] }),
      '/token': () => ({
        access_token: 'any',
        token_type: 'Bearer',
        id_token: spell(token(), own?.privateKey, other?.privateKey),
      }),
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { issuer: `http://localhost:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

function spell({ claims, signedBy }: Token, own?: KeyObject, other?: KeyObject): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part(signedBy === 'none' ? { alg: 'none' } : { alg: 'RS256', kid: 'own' });
  const signed = `${head}.${part(claims)}`;
  const key = signedBy === 'other' ? other : own;
  return `${signed}.${signedBy === 'none' || !key ? '' : sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}
