/** Columns a Chinese character takes in a terminal. */
export const displayWidth = (text: string): number =>
  [...text].reduce((width, c) => width + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0);

/** Rows as aligned text, the first one the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows
    .map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
