import { expect, test } from 'vitest';
import { findersOf, withoutPerson } from './finders';

const nobody = { name: '', phone: null, wechat: null, email: null };
const person = { name: '沈国华', phone: '13800001234', wechat: 'shen_gh-01', email: 'shen.gh@lance.example' };
const erase = (text: string, known: Partial<typeof person> = person) => {
  const { names, numbers } = findersOf({ ...nobody, ...known });
  return withoutPerson(text, [...names, ...numbers]).text;
};

test.each([
  ['沈国华说先看样机', '〔已抹去〕说先看样机'],
  ['沈 国华、沈　国华', '〔已抹去〕、〔已抹去〕'],
  ['电话13800001234。', '电话〔已抹去〕。'],
  ['138 0000 1234', '〔已抹去〕'],
  ['138-0000-1234', '〔已抹去〕'],
  ['+86 138 0000 1234', '〔已抹去〕'],
  ['008613800001234', '〔已抹去〕'],
  ['１３８００００１２３４', '〔已抹去〕'],
  ['微信 SHEN_GH-01，邮箱 Shen.GH@lance.example', '微信 〔已抹去〕，邮箱 〔已抹去〕'],
  ['沈国华 13800001234', '〔已抹去〕 〔已抹去〕'],
])('found: %s', (text, expected) => expect(erase(text)).toBe(expected));

test.each([
  '沈总说先看样机',
  '沈国',
  '单号 9138000012345',
  '138000012340',
  '13800001235',
  'shen_gh-012',
  'xshen.gh@lance.example.com',
  '合同 138,000.12',
])('left alone: %s', (text) => expect(erase(text)).toBe(text));

test('a name in Latin letters is a word of its own; one character is none', () => {
  expect(erase('Ann agreed, Annual plan, JoAnn', { name: 'Ann' })).toBe('〔已抹去〕 agreed, Annual plan, JoAnn');
  expect(erase('li wei, LI  WEI', { name: 'Li Wei' })).toBe('〔已抹去〕, LI  WEI');
  expect(erase('王说', { name: '王' })).toBe('王说');
});

test('several numbers in one field, and a line with its extension', () => {
  const known = { name: '吴晓燕', phone: '13900005678/0512-65655122转801' };
  expect(erase('打 139 0000 5678', known)).toBe('打 〔已抹去〕');
  expect(erase('0512-65655122 转801，05126565 5122分机801', known)).toBe('〔已抹去〕，〔已抹去〕');
  // The line alone is the company's.
  expect(erase('总机 0512-65655122', known)).toBe('总机 0512-65655122');
  expect(erase('0512-65655122转8011', known)).toBe('0512-65655122转8011');
  expect(erase('分机 12345', { phone: '12345' })).toBe('分机 12345');
});

test('what overlaps counts once, and special characters are themselves', () => {
  const { names, numbers } = findersOf({ name: 'A.B', phone: null, wechat: 'a.b', email: 'a+b@c.example' });
  expect(withoutPerson('A.B AxB a+b@c.example', [...names, ...numbers])).toEqual({
    text: '〔已抹去〕 AxB 〔已抹去〕',
    times: 2,
  });
});
