import { AsyncLocalStorage } from 'node:async_hooks';

export type RequestInfo = { requestId: string; address: string | null };

const shared = globalThis as typeof globalThis & { kejiRequest?: AsyncLocalStorage<RequestInfo> };
/** What the audit trail and the log say about the request being served. */
export const requestInfo = () => {
  shared.kejiRequest ??= new AsyncLocalStorage<RequestInfo>();
  return shared.kejiRequest;
};

/** One JSON line on stderr. Fields carry no personal data: ids, names of actions, times. */
export function log(event: string, fields: Record<string, unknown> = {}): void {
  if (process.env.KEJI_LOG === 'off') return;
  const requestId = requestInfo().getStore()?.requestId;
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, requestId, ...fields })}\n`);
}

const slowQueryMs = Number(process.env.KEJI_SLOW_QUERY_MS ?? 200);

/** The slow-query log: the statement without its values. */
export function logQuery(sql: string, ms: number): void {
  if (ms >= slowQueryMs) log('slow-query', { ms: Math.round(ms), sql: sql.slice(0, 2000) });
}
