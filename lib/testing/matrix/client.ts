import { randomUUID } from 'node:crypto';
import { encodeReply } from 'next/dist/compiled/react-server-dom-turbopack/client.node.js';
import { idle } from '@/lib/form-state';

/** An answer as it came, redirects not followed. */
export type Answer = { status: number; headers: Record<string, string>; bytes: Buffer };
export type Fields = Record<string, string | readonly string[]>;
type ActionCall = {
  id: string;
  fields: Fields /** Bound to a form without state (`<form action={signOut}>`). */;
  isBare: boolean;
};

export function client(url: string) {
  async function send(path: string, init: RequestInit, cookie: string | null): Promise<Answer> {
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(cookie ? { cookie } : {}),
      'user-agent': 'Mozilla/5.0 matrix',
    };
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), bytes };
  }
  const sameOrigin = { origin: url, 'sec-fetch-site': 'same-origin' };

  return {
    /** A page as the browser opens it, or (`rsc`) as a link on a page fetches it. */
    page: (path: string, cookie: string | null, mode: 'html' | 'rsc') =>
      mode === 'html'
        ? send(path, { headers: { accept: 'text/html' } }, cookie)
        : send(`${path}${path.includes('?') ? '&' : '?'}_rsc`, { headers: { rsc: '1', accept: '*/*' } }, cookie),
    handler: (method: string, path: string, cookie: string | null, body?: string | URLSearchParams) =>
      send(path, { method, headers: sameOrigin, ...(body === undefined ? {} : { body }) }, cookie),
    /** As the page's script calls an action. */
    call: async (path: string, cookie: string | null, { id, fields, isBare }: ActionCall) => {
      const form = formOf(fields);
      const body = await encodeReply(isBare ? [form] : [idle, form]);
      return send(
        path,
        { method: 'POST', body, headers: { ...sameOrigin, accept: 'text/x-component', 'next-action': id } },
        cookie,
      );
    },
    /** As a browser without script posts the form that React rendered. */
    post: async (path: string, cookie: string | null, { id, fields, isBare }: ActionCall) => {
      const form = formOf(fields);
      if (isBare) form.append(`$ACTION_ID_${id}`, '');
      else {
        form.append('$ACTION_REF_1', '');
        form.append('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' }));
        form.append('$ACTION_1:1', JSON.stringify([idle]));
        form.append('$ACTION_KEY', 'k0');
      }
      return send(path, { method: 'POST', body: form, headers: { ...sameOrigin, accept: 'text/html' } }, cookie);
    },
  };
}
export type MatrixClient = ReturnType<typeof client>;

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _key: randomUUID(), ...fields }))
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  return form;
}
