import { type AnalysisAddress, parseAnalysisAddress } from '../analysis/address';
import { parseAuditFilter } from '../audit/filters';
import { today } from '../clock';
import { parseCustomerFilter } from '../customers/filters';
import { type Translate, translator } from '../i18n/translator';
import { parsePeriod } from '../period';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { type FileHead, periodName } from './analysis-file';
import { analysisSheets } from './analysis-sheets';
import { auditSheets } from './audit-sheets';
import { customerSheets } from './customer-sheets';
import { readAnalysisFile } from './queries/analysis';
import { readAuditFile } from './queries/audit';
import { readCustomersFile } from './queries/customers';
import { workbook } from './xlsx/workbook';

export type ExportKind = 'audit.xlsx' | 'customers.xlsx' | 'analysis.xlsx' | 'analysis.pdf';
type Params = Record<string, string>;
/** What is asked for, as plain data: it crosses into the export's own thread. */
export type ExportOrder = {
  kind: ExportKind;
  viewer: Viewer;
  params: Params;
  /** Why contact data is to stand there in clear (R6); without a reason it is masked. */
  clearFor?: string | null;
};
export type MadeFile = {
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
  rows: number;
  /** For the audit trail: what it covers, without contact data. */
  scope: string;
  filters: string[];
};

/** Null for an order that makes no sense: a period that is none. */
export function analysisAddress({ params }: Pick<ExportOrder, 'params'>): AnalysisAddress | null {
  const { timeZone, fiscalStart } = readSettings();
  if (params.period !== undefined && parsePeriod(params.period, fiscalStart) === null) return null;
  return parseAnalysisAddress(params, { today: today(timeZone), fiscalStart });
}

/** Makes the file. Heavy for long lists: the server has it done in another thread (lib/exports/run.ts). */
export async function makeFile(order: ExportOrder): Promise<MadeFile> {
  const t = translator(order.viewer.language);
  const { timeZone, fiscalStart } = readSettings();
  if (order.kind === 'customers.xlsx') {
    const file = readCustomersFile(order.viewer, parseCustomerFilter(order.params), {
      clearFor: order.clearFor ?? null,
    });
    return {
      bytes: new Uint8Array(await workbook(customerSheets(file, t))),
      name: t(file.clearFor === null ? 'exports.file.customers' : 'exports.file.customersClear', {
        demo: demoMark(t, file.head),
        day: today(timeZone),
      }),
      rows: file.rows.length,
      ...covered(file.head),
    };
  }
  if (order.kind === 'audit.xlsx') {
    const file = readAuditFile(order.viewer, parseAuditFilter(order.params));
    return {
      bytes: new Uint8Array(await workbook(auditSheets(file, t))),
      name: t('audit.export.file', { demo: demoMark(t, file.head), day: today(timeZone) }),
      rows: file.rows.length,
      ...covered(file.head),
    };
  }
  const address = analysisAddress(order);
  if (!address) throw new Error('no such period');
  const file = readAnalysisFile(order.viewer, address);
  const format = order.kind === 'analysis.pdf' ? 'pdf' : 'xlsx';
  const bytes =
    format === 'pdf'
      ? // Loaded only here: a workbook needn't wait for the PDF's library.
        await (await import('./pdf/render')).analysisPdf(file, t)
      : await workbook(analysisSheets(file, t));
  return {
    bytes: new Uint8Array(bytes),
    name: t('exports.file.analysis', {
      demo: demoMark(t, file.head),
      period: periodName(t, address.period, fiscalStart).replaceAll(' ', ''),
      format,
    }),
    rows: file.report.rows.length,
    ...covered(file.head),
  };
}

const demoMark = (t: Translate, { isDemo }: FileHead) => (isDemo ? t('exports.demoMark') : '');

const covered = ({ scope, filters }: { scope: string; filters: string[] }) => ({ scope, filters });
