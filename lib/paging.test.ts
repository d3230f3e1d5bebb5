import { expect, test } from 'vitest';
import { hrefWith } from './address';
import { decodeCursor, encodeCursor } from './paging';

test.each([
  ['2026-03-31', 7],
  [-20_000, 1],
  ['hua yue\u0001华岳精密 & "100%"', 12],
] as const)('the cursor of %s comes back as it was', (value, id) => {
  expect(decodeCursor(encodeCursor([value, id]))).toEqual([value, id]);
  expect(encodeCursor([value, id])).toMatch(/^[\w-]+$/);
});

test.each([
  undefined,
  '',
  '%',
  'bm90aGluZw',
  encodeCursor([null as never, 1]),
  encodeCursor(['a', 1.5]),
  encodeCursor(['a', '1' as never]),
])('a cursor of anything else is none: %s', (text) => {
  expect(decodeCursor(text)).toBeNull();
});

test('a change of the address starts paging anew and takes out what is undefined', () => {
  const query = { q: '100%', rep: '3', after: 'x' };
  expect(hrefWith('/sales', query)).toBe('/sales?q=100%25&rep=3');
  expect(hrefWith('/sales', query, { rep: undefined, team: '1' })).toBe('/sales?q=100%25&team=1');
  expect(hrefWith('/sales', query, { before: 'y' })).toBe('/sales?q=100%25&rep=3&before=y');
  expect(hrefWith('/sales', {}, {})).toBe('/sales');
});
