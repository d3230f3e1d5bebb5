import { expect, test } from 'vitest';
import { parseCustomerFilter } from './filters';

test('the address of 客户管理 is read; what isn’t understood is left out', () => {
  expect(
    parseCustomerFilter({
      q: ' 青屿 ',
      level: 'important',
      stage: 'won',
      owner: 'none',
      owing: 'overdue',
      due: 'week',
      silent: '30',
      archived: '1',
      sort: 'due',
      direction: 'desc',
    }),
  ).toEqual({
    q: '青屿',
    level: 'important',
    stage: 'won',
    owner: 'none',
    owing: 'overdue',
    due: 'week',
    silent: '30',
    archived: '1',
    sort: 'due',
    direction: 'desc',
  });
  expect(
    parseCustomerFilter({
      q: ' ',
      level: 'top',
      stage: ['lost', 'won'],
      silent: '3x',
      archived: 'yes',
      sort: 'money',
      direction: 'up',
      other: 'x',
    }),
  ).toEqual({ stage: 'lost' });
});
