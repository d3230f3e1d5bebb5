import type { Translate } from '../i18n/translator';
import { headOf } from './analysis-file';
import { notesSheet } from './notes-sheet';
import type { CustomerFileRow, CustomersFile } from './queries/customers';
import { type Cell, code, date, money, text } from './xlsx/cells';
import type { Sheet } from './xlsx/workbook';

type Column = {
  key: keyof typeof import('@/messages/zh/exports').exports['customers']['columns'];
  width: number;
  cell: (row: CustomerFileRow, t: Translate) => Cell;
};

/** Table 1's nine columns first and in their order (R38), then what else the list knows. */
const columns: readonly Column[] = [
  { key: 'code', width: 12, cell: (row) => code(row.code) },
  { key: 'name', width: 36, cell: (row) => text(row.name) },
  { key: 'industry', width: 12, cell: (row) => text(row.industry) },
  { key: 'contact', width: 12, cell: (row) => text(row.contact) },
  { key: 'phone', width: 18, cell: (row) => code(row.phone) },
  { key: 'level', width: 10, cell: (row, t) => text(t(`definitions.levels.${row.level}`)) },
  { key: 'demandType', width: 12, cell: (row) => text(row.demandType) },
  { key: 'filedOn', width: 12, cell: (row) => date(row.filedOn) },
  { key: 'owner', width: 12, cell: (row) => text(row.owner) },
  { key: 'stage', width: 12, cell: (row, t) => text(t(`customers.stage.${row.stage}`)) },
  { key: 'team', width: 12, cell: (row) => text(row.team) },
  { key: 'region', width: 12, cell: (row) => text(row.region) },
  { key: 'source', width: 12, cell: (row) => text(row.source) },
  { key: 'firstContact', width: 13, cell: (row) => date(row.firstContactOn) },
  { key: 'since', width: 12, cell: (row) => date(row.cooperatingSince) },
  { key: 'line', width: 14, cell: (row) => text(row.intendedLine) },
  { key: 'expected', width: 18, cell: (row) => money(row.expectedAnnualFen) },
  { key: 'purchases', width: 18, cell: (row) => money(row.yearFen) },
  { key: 'receivable', width: 16, cell: (row) => money(row.receivableFen) },
  { key: 'overdue', width: 16, cell: (row) => money(row.overdueFen) },
  { key: 'lastContact', width: 12, cell: (row) => date(row.lastContactOn) },
  { key: 'nextDue', width: 12, cell: (row) => date(row.nextDueOn) },
];

/** The customer list as a workbook. */
export function customerSheets({ head, clearFor, year, rows }: CustomersFile, t: Translate): Sheet[] {
  return [
    notesSheet(t, {
      title: headOf(t, head, t('exports.customers.title')),
      head,
      lines: [
        ['rows', String(rows.length)],
        ['unit', t('exports.notes.unitText')],
        ['definitions', t('exports.customers.purchases', year)],
        [
          'masking',
          clearFor === null ? t('exports.customers.masked') : t('exports.customers.clear', { reason: clearFor }),
        ],
      ],
    }),
    {
      name: `${t('exports.sheets.customers')}${head.isDemo ? t('exports.demoMark') : ''}`,
      filter: true,
      pinned: 2,
      columns: columns.map(({ key, width }) => ({ head: t(`exports.customers.columns.${key}`), width })),
      rows: rows.map((row) => columns.map(({ cell }) => cell(row, t))),
    },
  ];
}
