import { type Caller, foreignOrigin, isSameOrigin } from './action-core';
import { requestCaller, requestDetails } from './caller';
import { tracked } from './draining';
import { getT } from './i18n/request';
import { log, requestInfo } from './log';
import { currentViewer } from './session';
import type { Viewer } from './viewer';

type Context<P> = { params: Promise<P> };

/**
 * A route handler with the action wrapper's guards: viewer, for writes the origin too, request id and a log line.
 * Signed out answers 401, refused answers 404 exactly like missing.
 */
export function handler<P = Record<string, never>>(
  name: string,
  run: (viewer: Viewer, request: Request, params: P) => Promise<Response | null>,
  { writes = false } = {},
) {
  return async (request: Request, context: Context<P>): Promise<Response> => {
    const started = performance.now();
    const details = await requestDetails();
    const respond = async () => {
      const caller = writes ? await requestCaller() : null;
      if (caller && !isSameOrigin(caller)) return refused(caller);
      const viewer = await currentViewer();
      if (!viewer) return new Response(null, { status: 401 });
      return (await run(viewer, request, await context.params)) ?? new Response(null, { status: 404 });
    };
    const response = await requestInfo().run(details, () => tracked(respond()));
    requestInfo().run(details, () =>
      log('handler', { name, ms: Math.round(performance.now() - started), status: response.status }),
    );
    response.headers.set('x-request-id', details.requestId);
    return response;
  };
}

async function refused(caller: Caller): Promise<Response> {
  const { key, params } = foreignOrigin(caller).message;
  const text = ((await getT()) as (key: string, params?: object) => string)(key, params);
  return new Response(text, { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** An attachment under a Chinese name, with the headers that keep a browser from running it. */
export function attachment(body: BodyInit, fileName: string, type: string): Response {
  // RFC 5987 wants these four escaped as well.
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const ascii = fileName.replace(/[^\w.-]+/g, '_');
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
