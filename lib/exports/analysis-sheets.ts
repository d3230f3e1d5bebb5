import type { Fen } from '@/db/columns';
import { definitionsOf, type Kpi } from '../analysis/definitions';
import type { Ageing, FigureRow } from '../analysis/types';
import type { Translate } from '../i18n/translator';
import { growthBp } from '../rates';
import { type AnalysisFile, alertsOf, headOf } from './analysis-file';
import { notesSheet } from './notes-sheet';
import { type Cell, code, count, money, note, percent, text } from './xlsx/cells';
import type { Sheet } from './xlsx/workbook';

/** The analysis as a workbook: what it is, the KPIs, the rows by dimension, the months, the ageing. */
export function analysisSheets(file: AnalysisFile, t: Translate): Sheet[] {
  return [notes(file, t), summary(file, t), details(file, t), months(file, t), ageing(file, t)];
}

function notes({ head, report, periodName }: AnalysisFile, t: Translate): Sheet {
  const { range, lastYear, previous } = report;
  return notesSheet(t, {
    title: headOf(t, head, t('exports.analysis.title')),
    head,
    lines: [
      ['period', periodName],
      ['covers', t('exports.notes.coversText', range)],
      [
        'compared',
        t('exports.notes.comparedText', {
          yoyFrom: lastYear.from,
          yoyTo: lastYear.to,
          popFrom: previous.from,
          popTo: previous.to,
        }),
      ],
      ['asOf', report.asOf],
      ['unit', t('exports.notes.unitText')],
    ],
  });
}

function summary({ report, head }: AnalysisFile, t: Translate): Sheet {
  return {
    name: t('exports.sheets.summary'),
    title: headOf(t, head, t('exports.analysis.title')),
    columns: [
      { head: t('exports.analysis.figure'), width: 22 },
      { head: t('exports.analysis.value'), width: 18 },
      { head: t('exports.analysis.unit'), width: 8 },
      { head: t('exports.analysis.definition'), width: 70 },
    ],
    rows: definitionsOf(t).map(({ name, text: definition, unit, value }) => [
      text(name),
      cellOf[unit](value(report.total) as Fen | null),
      text(t(`exports.analysis.units.${unit}`)),
      note(definition),
    ]),
  };
}

function details(file: AnalysisFile, t: Translate): Sheet {
  const { report } = file;
  const hasTeams = report.by === 'rep';
  const figures = figureColumns(t);
  const cells = (row: FigureRow): Cell[] => [
    text(row.label),
    ...(hasTeams ? [text(row.teamName)] : []),
    ...figures.map(({ cell }) => cell(row)),
    text(alertsOf(t, row, file).join('；')),
  ];
  return {
    name: t('exports.sheets.details'),
    filter: true,
    pinned: 1,
    columns: [
      { head: t(`analysis.by.${report.by}`), width: 24 },
      ...(hasTeams ? [{ head: t('exports.analysis.columns.team'), width: 12 }] : []),
      ...figures.map(({ head, width }) => ({ head, width })),
      { head: t('exports.analysis.alert'), width: 24 },
    ],
    rows: report.rows.map(cells),
    total: cells(report.total),
  };
}

function months({ trend }: AnalysisFile, t: Translate): Sheet {
  return {
    name: t('exports.sheets.trend'),
    filter: true,
    pinned: 1,
    columns: [
      { head: t('exports.analysis.month'), width: 12 },
      { head: t('exports.analysis.amount'), width: 18 },
      { head: t('exports.analysis.lastYear'), width: 18 },
      { head: t('exports.analysis.yoy'), width: 12 },
      { head: t('exports.analysis.target'), width: 18 },
    ],
    rows: trend.map(({ month, amountFen, lastYearFen, targetFen }) => [
      code(month),
      money(amountFen),
      money(lastYearFen),
      percent(growthBp(amountFen, lastYearFen)),
      money(targetFen),
    ]),
  };
}

function ageing({ report }: AnalysisFile, t: Translate): Sheet {
  const cells = (row: FigureRow): Cell[] => [
    text(row.label),
    money(row.receivableFen),
    ...ageingParts.map((part) => money(row.ageing[part])),
  ];
  return {
    name: t('exports.sheets.ageing'),
    filter: true,
    pinned: 1,
    columns: [
      { head: t(`analysis.by.${report.by}`), width: 24 },
      { head: t('exports.analysis.owed'), width: 18 },
      ...ageingParts.map((part) => ({ head: t(`analysis.ageing.${part}`), width: 16 })),
    ],
    rows: report.rows.map(cells),
    total: cells(report.total),
  };
}

type FigureColumn = { head: string; width: number; cell: (row: FigureRow) => Cell };

const cellOf = { yuan: money, percent, count };
const widthOf = { yuan: 16, percent: 11, count: 9 };

/** Every figure of a row: the KPIs under their one name (R22), each with what stands beside it. */
function figureColumns(t: Translate): FigureColumn[] {
  const yuan = (name: string) => `${name}${t('exports.analysis.inYuan')}`;
  const amount = (head: string, value: (row: FigureRow) => Fen): FigureColumn => ({
    head: yuan(head),
    width: widthOf.yuan,
    cell: (row) => money(value(row)),
  });
  const beside: Partial<Record<Kpi, FigureColumn>> = {
    yoy: amount(t('exports.analysis.columns.yoyDifference'), (row) => row.yoyDifferenceFen),
    pop: amount(t('exports.analysis.columns.popDifference'), (row) => row.popDifferenceFen),
    cash: amount(t('exports.analysis.columns.opening'), (row) => row.openingFen),
    overdue: {
      head: t('exports.analysis.columns.overdueSales'),
      width: widthOf.count,
      cell: (row) => count(row.overdueSales),
    },
  };
  return definitionsOf(t).flatMap(({ id, name, unit, value }) => [
    {
      head: unit === 'yuan' ? yuan(name) : name,
      width: widthOf[unit],
      cell: (row: FigureRow) => cellOf[unit](value(row) as Fen | null),
    },
    ...(beside[id] ? [beside[id]] : []),
  ]);
}

export const ageingParts = [
  'current',
  'days30',
  'days60',
  'days90',
  'days180',
  'older',
] as const satisfies readonly (keyof Ageing)[];
