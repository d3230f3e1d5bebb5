import { expect, test } from 'vitest';
import { maskContact, maskName, maskWithin } from './mask';

test.each([
  ['13800001234', '138****1234'],
  ['+86 138-0000-1234', '138****1234'],
  ['１３８００００１２３４', '138****1234'],
  ['19900000001', '199****0001'],
  ['010-85125122', '010-****5122'],
  ['(0571) 8512 5122', '0571-****5122'],
  ['02185125122', '021-****5122'],
  ['010-00000003转801', '010-****0003'],
  ['abcdef@x.com', 'abc***@x.com'],
  ['abc@x.com', '***@x.com'],
  // What stands behind an @ is only left where it is a domain and nothing else.
  ['wang@x.com 13800001234', 'wa***'],
  ['电话@13800001234', '电话***'],
  ['微信@wanglei88', '微信***'],
  ['wang@13800001234.com', 'wa***'],
  ['wang.lei@mail.澜石.com', 'wan***@mail.澜石.com'],
  ['wang.lei@163.com', 'wan***@163.com'],
  ['wang_lei88', 'wa***'],
  ['400-820-8820', '40***'],
  ['1234', '***'],
  ['𠮷田会社窓口', '𠮷田***'],
  ['13800001234 / 010-85125122', '138****1234/010-****5122'],
])('%s is shown as %s', (value, shown) => {
  expect(maskContact(value)).toBe(shown);
});

test.each([
  ['王磊', '王*'],
  ['欧阳经理', '欧*'],
  ['Alice', 'A*'],
  ['王', '*'],
])('the name %s is exported as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test.each([
  ['老号 13800001234 打不通', '老号 138****1234 打不通'],
  ['打１３８ 0000 1234', '打138****1234'],
  ['发到wang.lei@x.com，急', '发到wan***@x.com，急'],
  ['核对 XS-2026-0109 的 12 件', '核对 XS-2026-0109 的 12 件'],
  ['2026-03-31 送货', '2026-03-31 送货'],
  ['老号138.0000.1234', '老号138****1234'],
  ['2026.03.31 送 1200.50 元', '2026.03.31 送 1200.50 元'],
])('in words: %s → %s', (text, kept) => {
  expect(maskWithin(text)).toBe(kept);
});
