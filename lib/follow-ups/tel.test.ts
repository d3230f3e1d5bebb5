import { expect, test } from 'vitest';
import { telHref } from './tel';

test.each([
  ['199 0000 1234', 'tel:19900001234'],
  ['０１０－８８８８５１２２', 'tel:01088885122'],
  ['010-88885122转801', 'tel:01088885122,801'],
  ['+86 19900001234', 'tel:+8619900001234'],
  ['微信联系', null],
])('%s', (phone, href) => {
  expect(telHref(phone)).toBe(href);
});
