import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { Caller } from './action-core';
import { frontOf, ourOrigins } from './front';
import type { RequestInfo } from './log';
import { sessionToken } from './session';
import { publicUrl, siteUrl } from './site';

/** The address this page was asked for under: what a link for somebody else begins with. */
export async function requestOrigin(): Promise<string> {
  return publicUrl() ? siteUrl() : frontOf(await headers()).origin;
}

export async function requestCaller(): Promise<Caller> {
  const h = await headers();
  const origin = h.get('origin');
  // A form from http:// is not from the site at https://, whatever the host.
  const scheme = origin?.split('://')[0];
  return {
    origin,
    fetchSite: h.get('sec-fetch-site'),
    hosts: ourOrigins(h)
      .filter((one) => one.startsWith(`${scheme}://`))
      .map((one) => new URL(one).host),
    sessionToken: await sessionToken(),
  };
}

export async function requestDetails(): Promise<RequestInfo & { device: string | null }> {
  const h = await headers();
  return {
    // Uploads don't pass the proxy file, which gives the others their id.
    requestId: h.get('x-request-id') ?? randomUUID(),
    address: frontOf(h).address,
    device: h.get('user-agent')?.slice(0, 200) ?? null,
  };
}
