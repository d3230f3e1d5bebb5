import { cookies, headers } from 'next/headers';
import { siteOrigin } from './front';
import { publicUrl } from './site';

/** Under https a cookie takes the `__Host-` name; the browser then refuses it from anywhere else. */
const secureName = (name: string) => `__Host-${name}`;

/** Sets a cookie of ours for as long as told, under the name and flags of the address in use. */
export async function setCookie(name: string, value: string, maxAge: number): Promise<void> {
  const secure = siteOrigin(await headers()).startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge } as const;
  (await cookies()).set(secure ? secureName(name) : name, value, options);
}

/**
 * A cookie of ours. Behind a proxy that hides the address in use (it writes its own Host, and isn't trusted to tell ours)
 * both names may be the right one; elsewhere only the one that fits counts.
 */
export async function readCookie(name: string): Promise<string | undefined> {
  const isHttps = siteOrigin(await headers()).startsWith('https:');
  const mayBeHttps = isHttps || publicUrl()?.protocol === 'https:';
  const jar = await cookies();
  return (mayBeHttps ? jar.get(secureName(name))?.value : undefined) ?? (isHttps ? undefined : jar.get(name)?.value);
}
