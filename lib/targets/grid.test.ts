import { describe, expect, test } from 'vitest';
import { blockText, changesOf, layBlock, parseBlock, parseCell, placeOf, rowId, sumSet } from './grid';

test.each([
  ['66,666.66', { fen: 6_666_666 }],
  ['66666.6', { fen: 6_666_660 }],
  [' ¥1,000 ', { fen: 100_000 }],
  ['１２００．５０', { fen: 120_050 }],
  ['0', { fen: 0 }],
  ['', { fen: null }],
  ['--', { fen: null }],
  ['1.005', { problem: 'notAmount' }],
  ['12万', { problem: 'notAmount' }],
  ['1,00', { problem: 'notAmount' }],
  ['-5', { problem: 'negative' }],
  ['−5', { problem: 'negative' }],
  ['100000000000.01', { problem: 'tooLarge' }],
])('%s is read as %o', (text, expected) => {
  expect(parseCell(text)).toEqual(expected);
});

describe('names of cells', () => {
  test.each([
    ['d.2026-01', { layer: 'department', userId: null, teamId: null, month: '2026-01' }],
    ['t.3.2026-12', { layer: 'team', userId: null, teamId: 3, month: '2026-12' }],
    ['p.5.3.2026-02', { layer: 'person', userId: 5, teamId: 3, month: '2026-02' }],
    ['p.5.0.2026-02', { layer: 'person', userId: 5, teamId: null, month: '2026-02' }],
    ['p.5.2026-02', null],
    ['d.2026-13', null],
    ['x.2026-01', null],
    ['opened', null],
  ])('%s', (name, place) => {
    expect(placeOf(name)).toEqual(place);
  });

  test('a row’s id leads back to its place', () => {
    expect(placeOf(`${rowId('person', null, 5)}.2026-01`)).toMatchObject({ userId: 5, teamId: null });
    expect(placeOf(`${rowId('team', 3, null)}.2026-01`)).toMatchObject({ layer: 'team', teamId: 3 });
    expect(placeOf(`${rowId('department', null, null)}.2026-01`)).toMatchObject({ layer: 'department' });
  });
});

test('only what differs from the opened form is a change', () => {
  const typed = { 'd.2026-01': '1,000.00', 'd.2026-02': '5', 'd.2026-03': '', 'd.2026-04': '', 'd.2026-05': 'x' };
  expect(changesOf(typed, { 'd.2026-01': 100_000, 'd.2026-03': 7 })).toEqual({
    changes: [
      { name: 'd.2026-02', fen: 500, opened: null },
      { name: 'd.2026-03', fen: null, opened: 7 },
    ],
    refused: [{ name: 'd.2026-05', problem: 'notAmount' }],
  });
});

test('a copied block is rows and cells, its last line break none', () => {
  expect(parseBlock('1\t2\r\n3\t\r\n')).toEqual([
    ['1', '2'],
    ['3', ''],
  ]);
  expect(parseBlock('"1,000.00"\t5')).toEqual([['1,000.00', '5']]);
});

describe('a block lies from one cell on, as a whole or not at all', () => {
  const names = [
    ['a1', 'a2', 'a3'],
    [null, 'b2', 'b3'],
  ];
  test.each([
    [
      'a2',
      [
        ['1', '2'],
        ['3', '--'],
      ],
      { typed: { a2: '1', a3: '2', b2: '3', b3: '--' } },
    ],
    // A short line leaves what stands beside it alone.
    ['a2', [['1', '2'], ['3']], { typed: { a2: '1', a3: '2', b2: '3' } }],
    ['a1', [['1'], ['2']], { problem: { key: 'closed', count: 1 } }],
    ['a3', [['1', '2']], { problem: { key: 'tooBig', rows: 1, columns: 2 } }],
    ['b2', [['1'], ['2']], { problem: { key: 'tooBig', rows: 2, columns: 1 } }],
    ['a1', [['1', '2', '3', '4']], { problem: { key: 'tooBig', rows: 1, columns: 4 } }],
    ['a1', [['王磊', '2']], { problem: { key: 'unreadable', text: '王磊' } }],
    ['x', [['1', '2']], { problem: { key: 'tooBig', rows: 1, columns: 2 } }],
  ])('from %s %j', (from, block, expected) => {
    expect(layBlock(names, from, block)).toEqual(expected);
  });
});

test('nothing set is no target, not a target of 0', () => {
  expect(sumSet([null, null])).toBeNull();
  expect(sumSet([null, 5, 0])).toBe(5);
});

test('a copied block is read back as it was, from whichever corner it was drawn', () => {
  const texts = [
    ['1', '2', '3'],
    ['4', '', '6,000.00'],
    ['7', '8', '9'],
  ];
  const corners = [
    { from: { row: 1, column: 2 }, to: { row: 0, column: 1 } },
    { from: { row: 0, column: 1 }, to: { row: 1, column: 2 } },
  ];
  for (const range of corners) expect(blockText(texts, range)).toBe('2\t3\n\t6,000.00');
  expect(parseBlock(blockText(texts, corners[0] as never))).toEqual([
    ['2', '3'],
    ['', '6,000.00'],
  ]);
});
