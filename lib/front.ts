import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { publicUrl, trustedProxies } from './site';

// The one place that believes or doesn't believe what proxies say. Every request is looked at before Next sees it: what
// it claims in forwarded headers is taken out, and what is known put in instead, under a name only this process can write.

/** Who asked, and the address they asked for: scheme, host and port as the browser has them. */
export type Front = { address: string | null; origin: string };

const name = 'x-keji-front';
/** Ours to write: a client's are thrown away. */
const ours = ['forwarded', 'x-real-ip', 'x-request-id', 'x-nonce', 'x-keji-path', name];

const shared = globalThis as typeof globalThis & { kejiFront?: string };

/** From now on no forged header reaches a page. */
export function watchFront(): void {
  if (shared.kejiFront) return;
  shared.kejiFront = randomBytes(16).toString('hex');
  subscribe('http.server.request.start', (message) => setFront((message as { request: IncomingMessage }).request));
}

/** Replaces what the client says of itself by what is known of it. */
export function setFront({ headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: Peer }): void {
  // Next asks itself for the page an action leads to, with the first request's headers.
  if (unsealed(headers[name])) return;
  const front = judgeFront(headers, socket);
  for (const header of Object.keys(headers))
    if (header.startsWith('x-forwarded-') || ours.includes(header)) delete headers[header];
  const { protocol, host } = new URL(front.origin);
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  headers['x-forwarded-host'] = originLeftToUs(headers) ?? host;
  if (front.address) headers['x-forwarded-for'] = front.address;
  headers[name] = `${shared.kejiFront}.${Buffer.from(JSON.stringify(front)).toString('base64url')}`;
}

/**
 * Next itself ends actions from another host with an error page. Where the browser doesn't say that they come from another
 * site (a proxy nobody has told us about looks like that), it shall leave them to `isSameOrigin`, which says what to do.
 */
function originLeftToUs(headers: IncomingHttpHeaders): string | null {
  const { origin } = headers;
  const isOther = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
  return origin && URL.canParse(origin) && !isOther ? new URL(origin).host : null;
}

type Peer = { remoteAddress?: string | undefined };

/** What is known of a request whose headers may be forged: as many proxies are believed as KEJI_TRUSTED_PROXIES says. */
export function judgeFront(headers: IncomingHttpHeaders, peer: Peer): Front {
  const count = trustedProxies();
  const listed = (header: string) =>
    String(headers[header] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  // Proxies add at the end, or write theirs over what was there.
  const told = (header: string) => (count > 0 ? (listed(header).at(-count) ?? listed(header)[0]) : undefined);

  const known = publicUrl();
  const host = hostOf(told('x-forwarded-host')) ?? hostOf(headers.host) ?? 'localhost';
  const protocol = told('x-forwarded-proto') ?? (host === known?.host ? known.protocol.slice(0, -1) : 'http');

  const peerAddress = plainAddress(peer.remoteAddress);
  const chain = [...listed('x-forwarded-for'), peer.remoteAddress];
  const address = count > 0 ? (plainAddress(chain.at(-1 - count) ?? chain[0]) ?? peerAddress) : peerAddress;
  return { address, origin: `${protocol === 'https' ? 'https' : 'http'}://${host}` };
}

function hostOf(text: string | undefined): string | null {
  if (!text || !URL.canParse(`http://${text}`)) return null;
  const { host, username, pathname, search, hash } = new URL(`http://${text}`);
  return username === '' && pathname === '/' && search + hash === '' ? host : null;
}

/** An address without port, zone and brackets; IPv4 as such also where the system writes it as IPv6. Null for anything else. */
function plainAddress(text: string | undefined): string | null {
  const bare = (text ?? '').replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const withoutPort = bare.replace(/^([\d.]+):\d+$/, '$1').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(withoutPort) ? withoutPort : null;
}

/** What one household or office shares of an address: IPv4 whole, of IPv6 the first half. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const [front, back] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const missing = tail === undefined ? 0 : 8 - (front?.length ?? 0) - (back?.length ?? 0);
  const groups = [...(front ?? []), ...Array<string>(Math.max(0, missing)).fill('0'), ...(back ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const unsealed = (value: string | string[] | null | undefined): Front | null => {
  const [secret, front] = String(value ?? '').split('.');
  return shared.kejiFront && secret === shared.kejiFront && front
    ? (JSON.parse(Buffer.from(front, 'base64url').toString()) as Front)
    : null;
};

/** Of a request that came before we were ready, nothing is believed. */
export const frontOf = (headers: Headers): Front =>
  unsealed(headers.get(name)) ?? {
    address: null,
    origin: `http://${hostOf(headers.get('host') ?? '') ?? 'localhost'}`,
  };

/** The addresses that are this site, as the browser names them: the one asked for, and KEJI_URL. */
export const ourOrigins = (headers: Headers): string[] => {
  const known = publicUrl()?.origin;
  const { origin } = frontOf(headers);
  return known && known !== origin ? [origin, known] : [origin];
};

/** The address in the browser's bar; with a form it says so itself, which counts where it is one of ours. */
export const siteOrigin = (headers: Headers): string => {
  const origins = ourOrigins(headers);
  return origins.find((origin) => origin === headers.get('origin')) ?? (origins[0] as string);
};
