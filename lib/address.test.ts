import { expect, test } from 'vitest';
import { ownPath } from './address';

test.each([
  ['/customers/3?tab=sales', '/customers/3?tab=sales'],
  ['/', '/'],
  ['//evil.example', null],
  ['/\\evil.example', null],
  // Browsers drop tabs and line breaks from addresses.
  ['/\t/evil.example', null],
  ['/\n/evil.example', null],
  // The dots go, and what is left names another host.
  ['/.//evil.example', null],
  ['/a/..//evil.example', null],
  ['/%2e//evil.example', null],
  ['https://evil.example/', null],
  ['javascript:alert(1)', null],
  ['', null],
  [undefined, null],
])('%j leads to %j', (text, path) => {
  expect(ownPath(text)).toBe(path);
});
