import { write } from '@/db/client';
import { record } from '../audit/record';
import { maskWithin } from '../customers/mask';
import type { Viewer } from '../viewer';
import type { ExportOrder, MadeFile } from './make';

/** Records who took which rows, in clear for what reason (R6, R38, R41), before the file goes out. */
export const recordExport = (
  viewer: Viewer,
  { kind, clearFor = null }: Pick<ExportOrder, 'kind' | 'clearFor'>,
  { name, rows, scope, filters }: MadeFile,
) =>
  write((tx) =>
    record(tx, viewer, {
      action: 'export.made',
      object: { kind: 'export', id: null },
      details: {
        kind,
        file: name,
        rows,
        scope,
        filters,
        // Of the other files there is none in clear: they hold no contact data.
        ...(kind === 'customers.xlsx' ? { clear: clearFor !== null } : {}),
        ...(clearFor === null ? {} : { reason: maskWithin(clearFor) }),
      },
    }),
  );
