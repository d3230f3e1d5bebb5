import { database, type Reader } from '@/db/client';
import type { AuditFilter } from '@/lib/audit/filters';
import { auditRows, showsFilters } from '@/lib/audit/queries';
import { type Told, tell } from '@/lib/audit/tell';
import { maskName } from '@/lib/customers/mask';
import { searched } from '@/lib/customers/queries/searched';
import { momentIn } from '@/lib/days';
import { translator } from '@/lib/i18n/translator';
import { listPeople } from '@/lib/people/queries';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { FileHead } from '../analysis-file';
import { fileHead } from './head';

export type AuditFileRow = { seq: number; at: string; address: string | null; requestId: string | null; told: Told };
export type AuditFile = { head: FileHead; rows: AuditFileRow[]; isCapped: boolean };

/** A sheet of more is no use to a reader, and a thread of the server has to hold it. */
export const mostAuditRows = 20_000;

/** 操作记录 under the page's filter and the page's scope (R41), in the page's words. */
export function readAuditFile(viewer: Viewer, filter: AuditFilter, reader: Reader = database()): AuditFile {
  const t = translator(viewer.language);
  const { timeZone } = readSettings(reader);
  const { rows, names } = auditRows(viewer, filter, mostAuditRows, reader);
  const asked = { viewer, names, showsFilters: showsFilters(viewer), t };
  const readsAll = viewer.role === 'manager';
  return {
    head: {
      ...fileHead(viewer, 'owned', filterTexts(viewer, filter, reader), reader),
      scope: t(readsAll ? 'audit.export.scope.all' : 'audit.export.scope.access'),
    },
    rows: rows.map((row) => ({
      ...{ seq: row.seq, at: momentIn(row.at, timeZone), address: row.address, requestId: row.requestId },
      told: tell({ ...row, details: namesMasked(row) }, asked),
    })),
    isCapped: rows.length === mostAuditRows,
  };
}

/** In a file a contact is 王*, whoever takes it (R6); the trail itself keeps names, never contact data in clear. */
function namesMasked({ objectKind, details }: { objectKind: string; details: unknown }): unknown {
  const masked = (value: unknown) =>
    isPlain(value) && typeof value.name === 'string' ? { ...value, name: maskName(value.name) } : value;
  if (!isPlain(details)) return details;
  if (objectKind !== 'contact')
    return isPlain(details.contact) ? { ...details, contact: masked(details.contact) } : details;
  const { before, after, ...rest } = masked(details) as Record<string, unknown>;
  return { ...rest, ...(before ? { before: masked(before) } : {}), ...(after ? { after: masked(after) } : {}) };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function filterTexts(viewer: Viewer, { q, who, kind, object, from, to }: AuditFilter, reader: Reader): string[] {
  const t = translator(viewer.language);
  const person = who === 'none' ? t('audit.system') : listPeople(viewer, reader).find(({ id }) => String(id) === who);
  const days =
    from && to ? t('lists.days', { from, to }) : from ? t('lists.since', { from }) : to && t('lists.until', { to });
  const texts = [
    [t('lists.search'), q && searched(viewer, q, reader)],
    [t('audit.filter.who'), typeof person === 'string' ? person : (person?.name ?? who)],
    [t('audit.filter.kind'), kind && t(`audit.kind.${kind}`)],
    [t('audit.filter.object'), object],
    [t('audit.filter.days'), days],
  ];
  return texts.flatMap(([name, value]) => (value ? [`${name}：${value}`] : []));
}
