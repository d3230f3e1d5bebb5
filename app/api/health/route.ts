import { database } from '@/db/client';

/** Ready when the database answers; says nothing about what is in it. */
export function GET() {
  database().$client.prepare('select 1').get();
  return Response.json({ ok: true });
}
