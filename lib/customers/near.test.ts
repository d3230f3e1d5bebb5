import { expect, test } from 'vitest';
import { isNearName } from './near';

test.each([
  // The same without suffix, width or brackets' width.
  ['华岳精密仪器有限公司', '华岳精密仪器股份有限公司', true],
  ['华岳精密仪器', '华岳精密仪器（集团）有限公司', true],
  // A company and its branch.
  ['澜测检测仪器（临屿）有限公司', '澜测检测仪器有限公司', true],
  ['华岳精密仪器有限公司', '华岳精密仪器有限公司朔溪分公司', true],
  // A slip of the keyboard: another character, one too many, two swapped.
  ['晨川水务设备', '晨川水物设备', true],
  ['晨川水务设备', '晨川水务设备厂', true],
  ['晨川水务设备', '晨川务水设备', true],
  // Short names differ by one character as a matter of course.
  ['华岳', '华信', false],
  ['东方厂', '东升厂', false],
  // Only the trade is the same.
  ['华岳精密仪器有限公司', '晨川精密仪器有限公司', false],
  ['晨川水务设备', '晨川食品机械', false],
] as const)('%s and %s: %s', (one, other, expected) => {
  expect(isNearName(one, other)).toBe(expected);
  expect(isNearName(other, one)).toBe(expected);
});
