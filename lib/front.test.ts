import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { frontOf, judgeFront, networkOf, ourOrigins, setFront, siteOrigin, watchFront } from './front';
import { publicUrl, trustedProxies } from './site';

const peer = { remoteAddress: '::ffff:192.168.1.20' };
const forged: IncomingHttpHeaders = {
  host: '192.168.1.5:3000',
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
};
const settings = (url: string | undefined, count: string | undefined) => {
  vi.stubEnv('KEJI_URL', url);
  vi.stubEnv('KEJI_TRUSTED_PROXIES', count);
};
beforeEach(() => settings(undefined, undefined));
afterEach(() => vi.unstubAllEnvs());

describe('without a trusted proxy', () => {
  test('forwarded headers change neither address nor scheme nor host', () => {
    expect(judgeFront(forged, peer)).toEqual({ address: '192.168.1.20', origin: 'http://192.168.1.5:3000' });
  });

  test('KEJI_URL says the scheme of its own host, and of no other', () => {
    settings('https://keji.example.com', '0');
    expect(judgeFront({ ...forged, host: 'keji.example.com' }, peer).origin).toBe('https://keji.example.com');
    expect(judgeFront(forged, peer).origin).toBe('http://192.168.1.5:3000');
  });

  test.each(['evil.example/path', 'a@b', '', 'x y', 'a:99999', undefined])(
    'a host that is none (%s) is none',
    (host) => {
      expect(judgeFront({ host }, peer).origin).toBe('http://localhost');
    },
  );
});

describe('behind proxies', () => {
  test('one proxy is believed in what it adds, not in what it was sent', () => {
    settings(undefined, '1');
    const headers = {
      host: '127.0.0.1:3000',
      'x-forwarded-for': '6.6.6.6, 203.0.113.7',
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, keji.example.com',
    };
    expect(judgeFront(headers, { remoteAddress: '127.0.0.1' })).toEqual({
      address: '203.0.113.7',
      origin: 'https://keji.example.com',
    });
  });

  test('two proxies, the second of which writes over the scheme', () => {
    settings(undefined, '2');
    const headers = {
      host: 'keji.lan',
      'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.2',
      'x-forwarded-proto': 'https',
    };
    expect(judgeFront(headers, peer)).toEqual({ address: '203.0.113.7', origin: 'https://keji.lan' });
  });

  test.each([
    ['203.0.113.7:52100', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['unknown', '192.168.1.20'],
  ])('the client written %s is %s', (written, address) => {
    settings(undefined, '1');
    expect(judgeFront({ ...forged, 'x-forwarded-for': written }, peer).address).toBe(address);
  });

  test('whoever comes past the proxy is who they are', () => {
    settings('https://keji.example.com', '1');
    expect(judgeFront({ host: '192.168.1.5:3000' }, peer)).toEqual({
      address: '192.168.1.20',
      origin: 'http://192.168.1.5:3000',
    });
  });
});

describe('what a page reads', () => {
  const pageHeaders = (headers: IncomingHttpHeaders) => {
    watchFront();
    setFront({ headers, socket: peer });
    return new Headers(headers as Record<string, string>);
  };

  test('only what this process wrote', () => {
    const front = Buffer.from('{"address":"6.6.6.6","origin":"https://evil.example"}').toString('base64url');
    const sent = { ...forged, 'x-keji-front': `guess.${front}`, 'x-request-id': 'mine', forwarded: 'for=6.6.6.6' };
    const headers = pageHeaders(sent);
    expect(frontOf(headers)).toEqual({ address: '192.168.1.20', origin: 'http://192.168.1.5:3000' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-forwarded-for': '192.168.1.20',
      'x-forwarded-host': '192.168.1.5:3000',
      'x-forwarded-proto': 'http',
    });
    expect(headers.has('forwarded') || headers.has('x-request-id')).toBe(false);
    // A request that came before we were ready.
    expect(frontOf(new Headers({ host: 'keji.lan', 'x-keji-front': `guess.${front}` }))).toEqual({
      address: null,
      origin: 'http://keji.lan',
    });
  });

  test('what it asks itself in a page’s name stays as it was', () => {
    const headers = pageHeaders({ ...forged });
    const inside = Object.fromEntries(headers);
    setFront({ headers: inside, socket: { remoteAddress: '127.0.0.1' } });
    expect(frontOf(new Headers(inside)).address).toBe('192.168.1.20');
  });

  test('a form says under which address it was opened, if it is one of ours', () => {
    settings('https://keji.example.com', undefined);
    const at = (origin: string) => siteOrigin(pageHeaders({ host: '127.0.0.1:3000', origin }));
    expect(at('https://keji.example.com')).toBe('https://keji.example.com');
    expect(at('http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
    expect(at('https://evil.example')).toBe('http://127.0.0.1:3000');
    expect(ourOrigins(pageHeaders({ host: 'keji.example.com' }))).toEqual(['https://keji.example.com']);
  });

  test('Next refuses forms from another site; what may be a proxy nobody has named is left to us', () => {
    const host = (more: IncomingHttpHeaders) =>
      pageHeaders({ host: '127.0.0.1:3000', origin: 'https://keji.example.com', ...more }).get('x-forwarded-host');
    expect(host({ 'sec-fetch-site': 'cross-site' })).toBe('127.0.0.1:3000');
    expect(host({ 'sec-fetch-site': 'same-origin' })).toBe('keji.example.com');
    expect(host({})).toBe('keji.example.com');
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::', 'fe80:0:0:0::/64'],
])('%s is in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('settings', () => {
  test.each(['-1', 'one', '1.5', '1e3', '0x1'])('KEJI_TRUSTED_PROXIES=%s is refused in words', (text) => {
    settings(undefined, text);
    expect(trustedProxies).toThrow(`现在是「${text}」`);
  });

  test.each([
    'keji.example.com',
    'ftp://keji.example.com',
    'https://keji.example.com/keji',
    'https://a@b.c',
    'https://',
  ])('KEJI_URL=%s is refused in words', (text) => {
    settings(text, undefined);
    expect(publicUrl).toThrow(`现在是「${text}」`);
  });

  test.each([
    ['', null],
    ['https://keji.example.com/', 'https://keji.example.com'],
    ['HTTPS://Keji.Example.com:443', 'https://keji.example.com'],
    ['http://192.168.1.5:8080', 'http://192.168.1.5:8080'],
  ])('KEJI_URL=%j is %s', (text, origin) => {
    settings(text, ' 1 ');
    expect(publicUrl()?.origin ?? null).toBe(origin);
    expect(trustedProxies()).toBe(1);
  });
});
