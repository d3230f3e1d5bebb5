import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './browser';

export type Account = { email?: string; email_verified?: boolean | string };
export type Provider = { issuer: string; env: Record<string, string>; stop: () => void };

/** The provider, with the addresses it sends people back to and whom it knows by which subject. */
export async function startProvider(callbacks: string[], accounts: Record<string, Account>): Promise<Provider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'oidc-provider.mjs')], {
    env: {
      ...process.env,
      OIDC_PORT: String(port),
      OIDC_REDIRECTS: JSON.stringify(callbacks),
      OIDC_ACCOUNTS: JSON.stringify(accounts),
    },
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('ready')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}:\n${said}`)));
  });
  return {
    issuer,
    env: {
      KEJI_OIDC_ISSUER: issuer,
      KEJI_OIDC_CLIENT_ID: 'keji',
      KEJI_OIDC_CLIENT_SECRET: 'a secret of the tests',
      KEJI_OIDC_NAME: '示例身份',
    },
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

/** A browser without a page: keeps cookies by host and follows where it is sent, until an address that isn't `issuer`'s. */
export class Walker {
  readonly jar = new Map<string, string>();

  take(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  cookie = (): string => [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');

  /** Signs in at the provider as `subject`; answers the address it sends people back to. */
  async through(start: string, subject: string): Promise<string> {
    const { origin } = new URL(start);
    let at = start;
    let body: URLSearchParams | undefined;
    for (let i = 0; i < 20; i++) {
      const response = await fetch(at, {
        method: body ? 'POST' : 'GET',
        ...(body ? { body } : {}),
        redirect: 'manual',
        headers: { cookie: this.cookie() },
      });
      this.take(response);
      const location = response.headers.get('location');
      body = undefined;
      if (location) {
        at = new URL(location, at).href;
        if (new URL(at).origin !== origin) return at;
        continue;
      }
      const page = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      if (!action) throw new Error(`the provider shows no form at ${at}:\n${page}`);
      at = new URL(action, at).href;
      body = page.includes('name="login"')
        ? new URLSearchParams({ prompt: 'login', login: subject, password: 'any' })
        : new URLSearchParams({ prompt: 'consent' });
    }
    throw new Error('the provider sends people round and round');
  }
}
