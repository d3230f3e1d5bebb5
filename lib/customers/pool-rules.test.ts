import { expect, test } from 'vitest';
import { coolOffUntil, fateOf } from './pool-rules';

test.each([
  { lostOn: null, days: 30, today: '2026-03-31', free: null },
  // Lost on the 1st: the 30th is the last day of waiting, the 31st is free.
  { lostOn: '2026-03-01', days: 30, today: '2026-03-30', free: '2026-03-31' },
  { lostOn: '2026-03-01', days: 30, today: '2026-03-31', free: null },
  { lostOn: '2026-03-31', days: 1, today: '2026-03-31', free: '2026-04-01' },
  { lostOn: '2026-03-31', days: 0, today: '2026-03-31', free: null },
  { lostOn: '2024-01-30', days: 30, today: '2024-02-28', free: '2024-02-29' },
])('lost $lostOn, $days days: on $today free from $free', ({ lostOn, days, today, free }) => {
  expect(coolOffUntil(lostOn, days, today)).toBe(free);
});

test.each([
  // 30 days from 2026-03-01: due on 03-31, warned from 03-24 on.
  { days: 30, warnedOn: null, today: '2026-03-23', fate: null },
  { days: 30, warnedOn: null, today: '2026-03-24', fate: 'warn' },
  { days: 30, warnedOn: '2026-03-24', today: '2026-03-25', fate: null },
  { days: 30, warnedOn: '2026-03-24', today: '2026-03-30', fate: null },
  { days: 30, warnedOn: '2026-03-24', today: '2026-03-31', fate: 'return' },
  // The server stood still: the warning comes late, and its seven days are kept.
  { days: 30, warnedOn: null, today: '2026-04-10', fate: 'warn' },
  { days: 30, warnedOn: '2026-04-10', today: '2026-04-16', fate: null },
  { days: 30, warnedOn: '2026-04-10', today: '2026-04-17', fate: 'return' },
  // A warning from before the last contact, or from a shorter rule, is none.
  { days: 30, warnedOn: '2026-02-20', today: '2026-03-31', fate: 'warn' },
  { days: 90, warnedOn: '2026-03-24', today: '2026-05-23', fate: 'warn' },
  // Rules shorter than a week warn as early as they can.
  { days: 3, warnedOn: null, today: '2026-03-02', fate: 'warn' },
  { days: 3, warnedOn: '2026-03-02', today: '2026-03-03', fate: null },
  { days: 3, warnedOn: '2026-03-02', today: '2026-03-04', fate: 'return' },
  { days: 1, warnedOn: null, today: '2026-03-01', fate: null },
  { days: 1, warnedOn: null, today: '2026-03-02', fate: 'return' },
])('$days days of silence, warned $warnedOn, on $today: $fate', ({ days, warnedOn, today, fate }) => {
  expect(fateOf({ since: '2026-03-01', warnedOn }, days, today)).toBe(fate);
});
