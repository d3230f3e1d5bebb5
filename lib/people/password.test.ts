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
  ['a'.repeat(129), 'long'],
  ['correct horse battery', null],
  ['Password123', 'common'],
  ['1234567890', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['wanglei2026', 'common'],
  ['wanglei-2026-!', null],
] as const)('%s → %s', (password, problem) => {
  expect(passwordProblem(password, 'wanglei')).toBe(problem);
});
