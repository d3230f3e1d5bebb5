import type { exports } from '@/messages/zh/exports';
import type { Translate } from '../i18n/translator';
import type { FileHead } from './analysis-file';
import { note, text } from './xlsx/cells';
import type { Sheet } from './xlsx/workbook';

type Item = Exclude<keyof typeof exports.notes, `${string}Text`>;

/** The first sheet of every workbook: whose data, which part of it, as of when, taken by whom (R38). */
export function notesSheet(
  t: Translate,
  { title, head, lines }: { title: string; head: FileHead; lines: readonly (readonly [Item, string])[] },
): Sheet {
  const all: (readonly [Item, string])[] = [
    ...(head.isDemo ? [['demo', t('shell.demo')] as const] : []),
    ['company', head.company],
    ['scope', head.scope],
    ['filters', head.filters.join('；') || t('exports.noFilter')],
    ...lines,
    ['by', head.madeBy],
    ['at', head.madeAt],
  ];
  return {
    name: t('exports.sheets.notes'),
    title,
    columns: [
      { head: t('exports.notes.item'), width: 14 },
      { head: t('exports.notes.content'), width: 96 },
    ],
    rows: all.map(([item, content]) => [text(t(`exports.notes.${item}`)), note(content)]),
  };
}
