import { attachment, handler } from '../handler';
import { getT } from '../i18n/request';
import { holdsClearExport } from '../people/queries';
import { canExport, canReadAudit } from '../permissions';
import { readSettings } from '../settings/queries';
import { clean } from '../text';
import type { Viewer } from '../viewer';
import { analysisAddress, type ExportKind } from './make';
import { runExport } from './run';
import { recordExport } from './writes';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/**
 * The route of an export. It answers a POST: every export is recorded (R41), and a GET writes nothing.
 * Without the right to export, or for a period that is none, it answers as if there were no such address.
 */
export const exportRoute = (kind: ExportKind) =>
  handler(
    `export ${kind}`,
    async (viewer, request) => {
      const params = Object.fromEntries(new URL(request.url).searchParams);
      if (!canExport(viewer, readSettings().repsMayExport)) return null;
      if (kind === 'audit.xlsx' && !canReadAudit(viewer)) return null;
      if (kind.startsWith('analysis.') && analysisAddress({ params }) === null) return null;
      const clearFor = kind === 'customers.xlsx' ? await reasonForClear(viewer, request) : null;
      if (clearFor === '') return new Response((await getT())('exports.clear.reasonNeeded'), { status: 400 });
      const order = { kind, viewer, params, clearFor };
      const file = await runExport(order);
      await recordExport(viewer, order, file);
      return attachment(file.bytes, file.name, kind.endsWith('.pdf') ? types.pdf : types.xlsx);
    },
    { writes: true },
  );

const longestReason = 200;

/**
 * Why the customers are wanted with contact data in clear (R6); empty: asked for without saying why; null: not asked for,
 * which is what it is for whoever doesn't hold 明文导出. In the body, so that it stands in no address and no log.
 */
async function reasonForClear(viewer: Viewer, request: Request): Promise<string | null> {
  if (!request.headers.get('content-type')?.includes('form')) return null;
  const form = await request.formData();
  if (form.get('clear') !== '1' || !holdsClearExport(viewer)) return null;
  const reason = form.get('reason');
  return typeof reason === 'string' ? clean(reason).slice(0, longestReason) : '';
}
