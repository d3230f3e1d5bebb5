export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('./lib/start')).start();
}

export async function onRequestError(error: unknown, request: { path: string; headers: Record<string, unknown> }) {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { log } = await import('./lib/log');
  const { digest, message, stack } = error as Error & { digest?: string };
  log('error', {
    requestId: request.headers['x-request-id'],
    path: request.path.split('?')[0],
    digest,
    message,
    stack,
  });
}
