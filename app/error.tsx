'use client';

import { useSyncExternalStore } from 'react';
import { shell } from '@/messages/zh/shell';

const never = () => () => {};
const requestId = () => document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content ?? '';

/** Says what happened and the number under which the server's log has it. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const id = useSyncExternalStore(never, requestId, () => '');
  const number = [id, error.digest].filter(Boolean).join(' / ');
  return (
    <main className="empty">
      <h1 className="text-lg">{shell.error.title}</h1>
      <p>{shell.error.text}</p>
      <p className="caption">{shell.error.request.replace('{{id}}', number)}</p>
      <button type="button" className="btn btn-line" onClick={reset}>
        {shell.error.retry}
      </button>
    </main>
  );
}
