/**
 * Bytes of a text file → text: UTF-16 with its mark, strict UTF-8 (with or without mark), else GB18030, which is what
 * Chinese spreadsheet programs save. Null when it is no text at all.
 * @param {Uint8Array} bytes
 */
export function decodeText(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

// Our own exports put an apostrophe before a text that a spreadsheet would run as a formula; it isn't part of the text.
const neutralised = /^'(?=\s*[=+\-@＝＋－＠])/;

/**
 * Records of a CSV text with real quoting: line breaks, commas and doubled quotes inside quotes belong to the field.
 * A record, not a line, is what a spreadsheet program shows as a row.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseCsv(text) {
  const separator = separatorOf(text);
  /** @type {string[][]} */
  const records = [];
  /** @type {string[]} */
  let record = [];
  let position = 0;
  while (position < text.length) {
    const quoted = text[position] === '"';
    const [field, end] = quoted ? quotedField(text, position, separator) : plainField(text, position, separator);
    record.push(field.replace(neutralised, ''));
    position = end;
    if (text[position] === separator) {
      position++;
      // A separator at the very end still opens a last, empty field.
      if (position === text.length) record.push('');
      continue;
    }
    if (text[position] === '\r' && text[position + 1] === '\n') position++;
    position++;
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}

/** @param {string} text @param {number} start @param {string} separator @returns {[string, number]} */
function plainField(text, start, separator) {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return [text.slice(start, end), end];
}

/** @param {string} text @param {number} start @param {string} separator @returns {[string, number]} */
function quotedField(text, start, separator) {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return [text.slice(start + 1).replaceAll('""', '"'), text.length];
  const [rest, end] = plainField(text, close + 1, separator);
  return [text.slice(start + 1, close).replaceAll('""', '"') + rest, end];
}

/** Comma, tab or semicolon: the one that the first line has most of, outside quotes. @param {string} text */
function separatorOf(text) {
  const head = text.slice(0, 10_000).replace(/"[^"]*"/g, '');
  const line = /^[^\r\n]*/.exec(head)?.[0] ?? '';
  const count = (/** @type {string} */ mark) => line.split(mark).length - 1;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
