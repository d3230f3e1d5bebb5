import { attachment, handler } from '../handler';
import { canExport, canReadAudit } from '../permissions';
import { readSettings } from '../settings/queries';
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
      const file = await runExport({ kind, viewer, params });
      await recordExport(viewer, kind, file);
      return attachment(file.bytes, file.name, kind.endsWith('.pdf') ? types.pdf : types.xlsx);
    },
    { writes: true },
  );
