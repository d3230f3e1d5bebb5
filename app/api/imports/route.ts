import { handler } from '@/lib/handler';
import { getT } from '@/lib/i18n/request';
import { takeUpload } from '@/lib/imports/upload';
import { canImport } from '@/lib/permissions';

/** PUT /api/imports?name=… with the file as body: a draft to look at; nothing of it is written yet. */
export const PUT = handler(
  'imports.upload',
  async (viewer, request) => {
    if (!canImport(viewer)) return null;
    const name = new URL(request.url).searchParams.get('name') ?? '';
    // Typed for browsers, where a stream can't be iterated; on the server it can.
    const body = request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null;
    const taken = await takeUpload(viewer, body, name);
    if ('id' in taken) return Response.json({ to: `/imports/${taken.id}` });
    const t = await getT();
    return Response.json({ message: t(`imports.file.${taken.problem}`) }, { status: 422 });
  },
  { writes: true },
);
