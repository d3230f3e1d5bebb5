import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { Caller } from './action-core';
import type { RequestInfo } from './log';
import { sessionToken } from './session';
import { siteUrl } from './site';

const trustedProxies = () => Number(process.env.KEJI_TRUSTED_PROXIES ?? 0);

/** Hosts that count as this site: the one in the address bar, the proxy's (if trusted), and KEJI_URL's. */
function hostsOf(h: Headers): string[] {
  const hosts = [h.get('host')];
  if (trustedProxies() > 0)
    hosts.push(
      ...(h
        .get('x-forwarded-host')
        ?.split(',')
        .map((host) => host.trim()) ?? []),
    );
  if (process.env.KEJI_URL) hosts.push(new URL(process.env.KEJI_URL).host);
  return hosts.filter((host): host is string => Boolean(host));
}

/** The client's address as far as the configured number of proxies can be believed; null without one. */
function addressOf(h: Headers): string | null {
  const count = trustedProxies();
  const chain =
    h
      .get('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? [];
  return count > 0 ? (chain.at(-count) ?? null) : (chain.at(-1) ?? null);
}

/** The address this page was asked for under: what a link for somebody else begins with. */
export async function requestOrigin(): Promise<string> {
  if (process.env.KEJI_URL) return siteUrl();
  const h = await headers();
  const host = (trustedProxies() > 0 && h.get('x-forwarded-host')?.split(',')[0]?.trim()) || h.get('host');
  const protocol = h.get('x-forwarded-proto')?.split(',')[0] === 'https' ? 'https' : 'http';
  return host ? `${protocol}://${host}` : siteUrl();
}

export async function requestCaller(): Promise<Caller> {
  const h = await headers();
  return {
    origin: h.get('origin'),
    fetchSite: h.get('sec-fetch-site'),
    hosts: hostsOf(h),
    sessionToken: await sessionToken(),
  };
}

export async function requestDetails(): Promise<RequestInfo & { device: string | null }> {
  const h = await headers();
  return {
    // Uploads don't pass the proxy file, which gives the others their id.
    requestId: h.get('x-request-id') ?? randomUUID(),
    address: addressOf(h),
    device: h.get('user-agent')?.slice(0, 200) ?? null,
  };
}
