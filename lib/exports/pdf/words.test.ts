import { expect, test } from 'vitest';
import { breakable, linesOf, oneLine, printable } from './words';

const bmpOnly = (codePoint: number) => codePoint < 0x1_0000 && codePoint !== 0xfe0f;

test.each([
  ['朔溪晨弈商贸', '朔溪晨弈商贸'],
  ['😀笑脸食品🍜有限公司', '〓笑脸食品〓有限公司'],
  ['👩‍👩‍👧一家', '〓一家'],
  ['❤️心', '❤心'],
  ['甲\t乙\n丙', '甲 乙\n丙'],
])('%s prints as %s', (text, printed) => {
  expect(printable(text, bmpOnly)).toBe(printed);
});

test.each([
  ['有限公司', ['有', '', '限', '', '公', '', '司']],
  ['区）股', ['区）', '', '股']],
  ['售（青', ['售', '', '（青']],
  ['ABCDEFGHIJKLMNOPQRSTU有', ['ABCDEFGHIJKLMNOP', '', 'QRSTU', '', '有']],
  ['𠮷田', ['𠮷', '', '田']],
  ['  ', ['  ']],
])('%s breaks into %j', (word, pieces) => {
  expect(breakable(word)).toEqual(pieces);
  expect(breakable(word).join('')).toBe(word);
});

test('lines are counted over rather than under', () => {
  expect(linesOf('青'.repeat(10), 8, 100)).toBe(1);
  expect(linesOf('青'.repeat(26), 8, 100)).toBe(3);
  expect(linesOf('两行\n名称', 8, 100)).toBe(2);
});

test('a name beside a chart is cut to its column', () => {
  expect(oneLine('王磊', 8, 66)).toBe('王磊');
  expect(oneLine('栖云融序仪器仪表与自动化', 8, 66)).toBe('栖云融序仪器仪…');
  expect(oneLine('ABCDEFGHIJKLMNOPQR', 8, 66)).toMatch(/^ABCDE.*…$/);
  expect(oneLine('两行\n名称', 8, 66)).toBe('两行 名称');
});
