import { write } from '@/db/client';
import { record } from '../audit/record';
import type { Viewer } from '../viewer';
import type { ExportKind, MadeFile } from './make';

/** Records who took which rows (R38, R41), before the file goes out. */
export const recordExport = (viewer: Viewer, kind: ExportKind, { name, rows, scope, filters }: MadeFile) =>
  write((tx) =>
    record(tx, viewer, {
      action: 'export.made',
      object: { kind: 'export', id: null },
      details: { kind, file: name, rows, scope, filters },
    }),
  );
