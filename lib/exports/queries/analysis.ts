import { database, type Reader } from '@/db/client';
import { type AnalysisAddress, filterNames } from '@/lib/analysis/address';
import { figures } from '@/lib/analysis/queries/figures';
import { labelsOf } from '@/lib/analysis/queries/labels';
import { namesOfFilter } from '@/lib/analysis/queries/options';
import { trend } from '@/lib/analysis/queries/trend';
import { translator } from '@/lib/i18n/translator';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { type AnalysisFile, periodName } from '../analysis-file';
import { fileHead } from './head';

/** The analysis as its page shows it (R22: the same figures), with what a file states about itself. */
export function readAnalysisFile(viewer: Viewer, address: AnalysisAddress, reader: Reader = database()): AnalysisFile {
  const { period, by, filter, share } = address;
  const settings = readSettings(reader);
  const t = translator(viewer.language);
  const report = figures(viewer, period, by, filter, reader);
  // Any id can stand in the address: a customer is named as on the page, only to who sold to them (R5).
  const nameOf = (name: (typeof filterNames)[number], value: string) =>
    name === 'customer'
      ? namesOfFilter(viewer, filter, reader).customer?.[0]?.label
      : labelsOf(viewer, name, [value], reader).get(value)?.label;
  const filters = filterNames.flatMap((name) => {
    const value = filter[name];
    return value ? [`${t(`analysis.by.${name}`)}：${nameOf(name, value) ?? value}`] : [];
  });
  return {
    head: fileHead(viewer, 'attributed', filters, reader),
    periodName: periodName(t, period, settings.fiscalStart),
    report,
    trend: trend(viewer, period, filter, reader),
    share: { by: share, rows: share === by ? report.rows : figures(viewer, period, share, filter, reader).rows },
    alert: { line: settings.alertAttainment, days: settings.alertOverdueDays },
  };
}
