/** Printed for a character that no embedded font has: one visible mark instead of a wrong character. */
export const missingMark = '〓';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** Joiners and variation selectors: no glyph of their own. */
const silent = /[\u200d\ufe00-\ufe0f]/u;

/** The text with what the fonts lack replaced, an emoji of several code points by one mark. */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const plain = text.replace(/[\t\r]/g, ' ');
  if ([...plain].every((character) => character === '\n' || hasGlyph(character.codePointAt(0) as number))) return plain;
  return [...graphemes.segment(plain)]
    .map(({ segment }) => {
      const seen = [...segment].filter((character) => !silent.test(character));
      const known = seen.every((character) => character === '\n' || hasGlyph(character.codePointAt(0) as number));
      return known ? seen.join('') : missingMark;
    })
    .join('');
}

const closing = /^[，。、；：？！）》〉」』】〕”’…—％%℃·,.;:?!)\]}]/u;
const opening = /[（《〈「『【〔“‘([{]$/u;
/** A run of Latin letters and digits stays whole up to this length. */
const latinRun = /[!-~\u00a1-\u024f]{1,16}|./gsu;

/**
 * Where a line may break, for the PDF's layout: between Chinese characters, never before ，。）！ nor after （《“.
 * Pieces with an empty one between them break without a hyphen.
 */
export function breakable(word: string): string[] {
  if (word.trim() === '') return [word];
  const pieces: string[] = [];
  for (const [piece] of word.matchAll(latinRun)) {
    const before = pieces.at(-1);
    if (before !== undefined && (closing.test(piece) || opening.test(before)))
      pieces[pieces.length - 1] = before + piece;
    else pieces.push(piece);
  }
  return pieces.flatMap((piece, position) => (position === 0 ? [piece] : ['', piece]));
}

/** Rough width of a text in points, for sizing columns and counting lines: generous, so that nothing overflows. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const character of text)
    width += /[.,:;|il ]/.test(character)
      ? 0.3
      : /[\u0021-\u024f]/.test(character)
        ? /[A-ZMW@%▲▼]/.test(character)
          ? 0.93
          : 0.6
        : 1.02;
  return width * size;
}

/** One line of a text beside a chart, cut with … where it is too long; the table has it whole. */
export function oneLine(text: string, size: number, columnWidth: number): string {
  const line = text.replaceAll('\n', ' ');
  if (widthOf(line, size) <= columnWidth) return line;
  let cut = '';
  for (const character of line) {
    if (widthOf(`${cut}${character}…`, size) > columnWidth) break;
    cut += character;
  }
  return `${cut}…`;
}

/** How many lines a text takes in a column, over rather than under. */
export const linesOf = (text: string, size: number, columnWidth: number): number =>
  text
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil((widthOf(line, size) * 1.06) / columnWidth)), 0);
