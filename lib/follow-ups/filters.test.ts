import { expect, test } from 'vitest';
import { parseFollowUpFilter } from './filters';

test('the address of 客户跟进 is read; a day that doesn’t exist is left out', () => {
  expect(
    parseFollowUpFilter({ q: '%', method: 'visit', from: '2026-02-30', to: '2026-03-31', reached: 'no', due: 'late' }),
  ).toEqual({
    q: '%',
    method: 'visit',
    to: '2026-03-31',
    reached: 'no',
    due: 'late',
  });
});
