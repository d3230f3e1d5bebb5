import type { Reader } from '@/db/client';
import { now, today } from '../clock';
import { momentIn } from '../days';
import { note, text } from '../exports/xlsx/cells';
import { type Sheet, workbook } from '../exports/xlsx/workbook';
import type { Translate } from '../i18n/translator';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import type { Held } from './held';
import { traceOf } from './queries';

type Table = { name: string; heads: string[]; widths: number[]; rows: string[][] };

/** Everything held on a person as three tables, in words (R43). */
export function personalTables(viewer: Viewer, held: Held, t: Translate, reader: Reader): Table[] {
  const { contact, customer, mentions } = held;
  const { timeZone, companyName } = readSettings(reader);
  const fields = ['name', 'title', 'phone', 'wechat', 'email'] as const;
  const about: [string, string][] = [
    ...fields.map((field): [string, string] => [t(`personal.held.field.${field}`), contact[field] ?? '']),
    [t('personal.export.about.customer'), customer.name],
    [t('personal.export.about.code'), customer.code],
    [t('personal.export.about.isPrimary'), t(contact.isPrimary ? 'personal.export.yes' : 'personal.export.no')],
    [t('personal.export.about.since'), momentIn(contact.createdAt, timeZone)],
    [t('personal.export.about.company'), companyName],
    [t('personal.export.about.by'), viewer.id > 0 ? viewer.name : t('audit.system')],
    [t('personal.export.about.madeAt'), momentIn(now().toISOString(), timeZone)],
  ];
  const heads = (...names: ('item' | 'content' | 'where' | 'day' | 'at' | 'who' | 'what')[]) =>
    names.map((name) => t(`personal.export.columns.${name}`));
  return [
    { name: t('personal.export.sheets.about'), heads: heads('item', 'content'), widths: [16, 60], rows: about },
    {
      name: t('personal.export.sheets.mentions'),
      heads: heads('where', 'day', 'content'),
      widths: [16, 12, 100],
      rows: mentions.map(({ kind, at, text: said }) => [t(`personal.place.${kind}`), at ?? '', said]),
    },
    {
      name: t('personal.export.sheets.trail'),
      heads: heads('at', 'who', 'what', 'content'),
      widths: [18, 12, 16, 80],
      rows: traceOf(viewer, held, t, reader).map(({ at, who, what, content }) => [at, who, what, content]),
    },
  ];
}

/** The tables as a workbook; every cell is text. */
export const personalWorkbook = (tables: Table[]): Promise<Buffer> =>
  workbook(
    tables.map(
      ({ name, heads, widths, rows }): Sheet => ({
        name,
        columns: heads.map((head, index) => ({ head, width: widths[index] ?? 20 })),
        rows: rows.map((cells) => cells.map((cell, index) => (index === cells.length - 1 ? note(cell) : text(cell)))),
      }),
    ),
  );

/** The tables for another program to read: a list of rows by their heads under each name. */
export const personalJson = (tables: Table[]): string =>
  JSON.stringify(
    Object.fromEntries(
      tables.map(({ name, heads, rows }) => [
        name,
        rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [heads[index], cell]))),
      ]),
    ),
    null,
    2,
  );

export const personalFileName = ({ customer }: Pick<Held, 'customer'>, t: Translate, reader: Reader): string =>
  t('personal.export.file', { customer: customer.code, day: today(readSettings(reader).timeZone) });
