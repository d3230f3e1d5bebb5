import { database } from '@/db/client';
import { isStopping } from '@/lib/draining';

/** Ready when the database answers and no stop is under way; says nothing about what is in it. */
export function GET() {
  if (isStopping()) return Response.json({ ok: false }, { status: 503 });
  database().$client.prepare('select 1').get();
  return Response.json({ ok: true });
}
