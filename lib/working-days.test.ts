import { afterEach, expect, test, vi } from 'vitest';
import { isWorkingDay, workingDays } from './working-days';

afterEach(() => vi.unstubAllEnvs());

test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
  'rest and make-up days are the same on a server in %s',
  (zone) => {
    vi.stubEnv('TZ', zone);
    // Spring Festival 2026: 2/15 to 2/23 off, 2/14 and 2/28 (Saturdays) worked.
    expect(['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-28'].filter(isWorkingDay)).toHaveLength(4);
    expect(['2026-02-15', '2026-02-16', '2026-02-23', '2026-03-01', '2026-03-07'].filter(isWorkingDay)).toEqual([]);
    expect(workingDays({ from: '2026-02-01', to: '2026-02-28' })).toBe(16);
    expect(workingDays({ from: '2026-03-01', to: '2026-03-31' })).toBe(22);
  },
);

test('unknown years have weekends only', () => {
  expect(workingDays({ from: '2035-10-01', to: '2035-10-07' })).toBe(5);
});
