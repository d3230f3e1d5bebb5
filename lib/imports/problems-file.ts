import type { Translate } from '../i18n/translator';
import type { PointedOut } from './plan';
import { problemText } from './texts';

/** A text that a spreadsheet would run as a formula gets an apostrophe (R38); our own import takes it off again. */
const neutral = (text: string) => (/^\s*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text);
const quoted = (value: string | number) =>
  `"${(typeof value === 'number' ? String(value) : neutral(value)).replaceAll('"', '""')}"`;

/** Refused, skipped and doubtful rows as CSV with the mark that tells Excel it is UTF-8. */
export function problemsCsv(t: Translate, pointedOut: PointedOut): string {
  const heads = ['sheet', 'row', 'column', 'action', 'message', 'given'] as const;
  const lines = pointedOut.map(({ sheet, problem }) => [
    sheet,
    problem.row,
    problem.column ?? '',
    t(`imports.problemAction.${problem.action}`),
    problemText(t, problem),
    problem.params.given ?? '',
  ]);
  return `\ufeff${[heads.map((head) => t(`imports.problemHeads.${head}`)), ...lines]
    .map((line) => line.map(quoted).join(','))
    .join('\r\n')}\r\n`;
}
