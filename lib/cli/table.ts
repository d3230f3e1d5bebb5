/** Columns a Chinese character takes in a terminal. */
export const displayWidth = (text: string): number =>
  [...text].reduce((width, c) => width + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0);

/** Rows as aligned text, the first one the head: words to the left, columns of figures to the right. */
export function textTable(rows: readonly (readonly string[])[], isFigure: (column: number) => boolean = () => false) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  const fitted = (cell: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
    return isFigure(column) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(fitted).join('  ').trimEnd()).join('\n');
}
