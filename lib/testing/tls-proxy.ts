import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

// A proxy as companies put before a server: TLS outside, plain http inside.

export type TlsProxy = { port: number; url: string; stop: () => Promise<void> };

/** Which headers the proxy sends on: all a good one does (its own Host inside), the Host alone, or none. */
export type PassedOn = 'forwarded' | 'host' | 'nothing';

export async function startTlsProxy(host: string, target: () => string, passed: () => PassedOn): Promise<TlsProxy> {
  const proxy = createServer(selfSigned(host), (incoming, answer) => {
    const { hostname, port } = new URL(target());
    const headers = { ...incoming.headers };
    if (passed() !== 'host') headers.host = `127.0.0.1:${port}`;
    if (passed() === 'forwarded') {
      headers['x-forwarded-host'] = incoming.headers.host;
      headers['x-forwarded-proto'] = 'https';
      const before = incoming.headers['x-forwarded-for'];
      headers['x-forwarded-for'] = [before, incoming.socket.remoteAddress].filter(Boolean).join(', ');
    }
    const { method, url: path } = incoming;
    const inner = request({ hostname, port, method, path, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    inner.on('error', () => answer.destroy());
    incoming.pipe(inner);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    port,
    url: `https://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}

/** A certificate signed by itself, for `host`, in DER by hand: Node makes keys, but no certificates. */
function selfSigned(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tlv = (tag: number, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const { length: n } = body;
    const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const [sequence, set] = [0x30, 0x31].map(
    (tag) =>
      (...parts: Buffer[]) =>
        tlv(tag, ...parts),
  );
  if (!sequence || !set) throw new Error('unreachable');
  const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
  const name = sequence(set(sequence(oid('550403'), tlv(0x0c, Buffer.from(host)))));
  // Years before 2050 have two digits in a certificate.
  const validity = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x18, Buffer.from('20991231235959Z')));
  const alternativeName = sequence(oid('551d11'), tlv(0x04, sequence(tlv(0x82, Buffer.from(host)))));
  const content = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(alternativeName)),
  );
  const signature = sign('sha256', content, privateKey as KeyObject);
  const der = sequence(content, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}
