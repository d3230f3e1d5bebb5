'use client';

import { CircleX, FileSpreadsheet } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type DragEvent, useState } from 'react';
import type { imports } from '@/messages/zh/imports';

type Texts = (typeof imports)['upload'] & { limits: string; tooBig: string };

/** Picks or drops a file and sends it; the preview opens when it has been read. */
export function Upload({ texts, maxBytes }: { texts: Texts; maxBytes: number }) {
  const router = useRouter();
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File | undefined) {
    if (!file || sending) return;
    setProblem(null);
    if (file.size > maxBytes) return setProblem(texts.tooBig);
    setSending(file.name);
    const answer = await put(file);
    if (answer.to) return router.push(answer.to);
    setSending(null);
    setProblem(answer.message ?? texts.failed);
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the labelled input does the same by keyboard
    <div
      className="flex flex-col items-start gap-3 rounded-box border border-dashed border-line-strong px-6 py-6 max-sm:px-4"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <label
        className={`btn btn-primary focus-within:outline-2 focus-within:outline-offset-2 ${sending ? 'btn-disabled' : ''}`}
      >
        <FileSpreadsheet aria-hidden />
        {texts.choose}
        <input
          type="file"
          className="sr-only"
          accept=".xlsx,.xls,.csv,.txt"
          disabled={sending !== null}
          onChange={(event) => send(event.target.files?.[0])}
        />
      </label>
      <span className="caption">{texts.limits}</span>
      <p role="status" className="text-sm empty:hidden">
        {sending && `${sending}：${texts.sending}`}
        {problem && (
          <span className="flex items-center gap-1 text-error">
            <CircleX className="size-3.5 shrink-0" aria-hidden />
            {problem}
          </span>
        )}
      </p>
    </div>
  );
}

async function put(file: File): Promise<{ to?: string; message?: string }> {
  try {
    const response = await fetch(`/api/imports?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file });
    return (await response.json()) as { to?: string; message?: string };
  } catch {
    // No answer, or not one of ours: the caller says that it failed.
    return {};
  }
}
