import { expect, test } from 'vitest';
import { hashPassword, passwordProblem, verifyPassword } from './password';

test('a hash fits its password only, and never twice looks the same', async () => {
  const [first, second] = await Promise.all([hashPassword('长密码-abc-123'), hashPassword('长密码-abc-123')]);
  expect(first).not.toBe(second);
  expect(first).not.toContain('长密码');
  expect(await verifyPassword('长密码-abc-123', first)).toBe(true);
  expect(await verifyPassword('长密码-abc-124', first)).toBe(false);
  expect(await verifyPassword('', first)).toBe(false);
});

test('the same characters in another Unicode form are the same password', async () => {
  const hash = await hashPassword('Ａｂｃｄｅ１２３４５é');
  expect(await verifyPassword('Abcde12345e\u0301', hash)).toBe(true);
});

test('without a hash nothing fits', async () => {
  expect(await verifyPassword('anything at all', null)).toBe(false);
});

test.each([
  ['123456789', 'short'],
  ['很长的中文密码九字', 'short'],
  ['很长的中文密码有十字', null],
  ['😀'.repeat(9), 'short'],
  ['ab😀'.repeat(43), 'long'],
  ['ab😀c'.repeat(32), 'common'],
  ['长🔑'.repeat(5), 'common'],
  [`${'长密码'.repeat(42)}再来`, null],
  ['correct horse battery', null],
  ['Password123', 'common'],
  ['1234567890', 'common'],
  ['fedcba9876543210', null],
  ['9876543210987', 'common'],
  ['abcdefghijklm', 'common'],
  ['iloveyou123', 'common'],
  ['ｐａｓｓｗｏｒｄ１２３', 'common'],
  ['woaini5201314', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['kejikejikeji', 'common'],
  ['12121212121', 'common'],
  ['wl-sales2026', 'own'],
  ['WL-Sales WL-Sales', null],
  ['王磊1990123456', 'own'],
  ['wanglei199012', 'own'],
  ['栖云示例20260331', 'own'],
  ['qiyunshili2026', 'own'],
  ['13800138000', 'common'],
  ['20260331183059', null],
  ['栖云示例公司王磊01', 'own'],
  ['wanglei-2026-!', null],
] as const)('%s → %s', (password, problem) => {
  expect(passwordProblem(password, ['王磊', 'wl-sales', '栖云示例公司'])).toBe(problem);
});
