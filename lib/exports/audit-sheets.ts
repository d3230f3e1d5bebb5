import type { Translate } from '../i18n/translator';
import { headOf } from './analysis-file';
import { notesSheet } from './notes-sheet';
import { type AuditFile, type AuditFileRow, mostAuditRows } from './queries/audit';
import { type Cell, code, count, note, text } from './xlsx/cells';
import type { Sheet } from './xlsx/workbook';

/** 操作记录 as a workbook: the page's rows under its filter, one column for what was, one for what came. */
export function auditSheets({ head, rows, isCapped }: AuditFile, t: Translate): Sheet[] {
  const columns: { head: string; width: number; cell: (row: AuditFileRow) => Cell }[] = [
    { head: t('audit.export.seq'), width: 10, cell: (row) => count(row.seq) },
    { head: t('audit.columns.at'), width: 18, cell: (row) => text(row.at) },
    { head: t('audit.columns.who'), width: 12, cell: (row) => text(row.told.who) },
    { head: t('audit.columns.what'), width: 16, cell: (row) => text(row.told.what) },
    {
      head: t('audit.columns.object'),
      width: 36,
      cell: ({ told }) => text(`${told.object.kind} ${told.object.name}`.trim()),
    },
    { head: t('audit.columns.change'), width: 80, cell: ({ told }) => note(changeText(told)) },
    { head: t('audit.export.address'), width: 18, cell: (row) => code(row.address) },
    { head: t('audit.requestId'), width: 38, cell: (row) => code(row.requestId) },
  ];
  return [
    notesSheet(t, {
      title: headOf(t, head, t('audit.export.title')),
      head,
      lines: [
        ['rows', String(rows.length) + (isCapped ? `（${t('audit.export.capped', { n: mostAuditRows })}）` : '')],
        ['masking', t('audit.export.masked')],
      ],
    }),
    {
      name: `${t('audit.export.sheet')}${head.isDemo ? t('exports.demoMark') : ''}`,
      filter: true,
      pinned: 2,
      columns: columns.map(({ head: name, width }) => ({ head: name, width })),
      rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    },
  ];
}

const changeText = ({ changes, facts }: AuditFileRow['told']) =>
  [
    ...changes.map(({ label, before, after }) => `${label}：${before} → ${after}`),
    ...facts.map(({ label, value }) => `${label}：${value}`),
  ].join('\n');
