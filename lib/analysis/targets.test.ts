import { expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import type { TargetOfMonth } from '../targets/queries';
import { targetsBy } from './targets';

const row = (month: string, who: Partial<TargetOfMonth>, amount: number): TargetOfMonth => ({
  month,
  layer: 'person',
  userId: null,
  teamId: null,
  productLineId: null,
  amountFen: amount as Fen,
  ...who,
});
const wanglei = { userId: 1, teamId: 10 };
const lina = { userId: 2, teamId: 10 };
const zhoumin = { userId: 3, teamId: 20 };
const team = (teamId: number) => ({ layer: 'team' as const, teamId });
const department = { layer: 'department' as const };

// January: people only. February: 一组 has its own. March: so has the department.
const all = [
  row('2026-01', wanglei, 100),
  row('2026-01', lina, 50),
  row('2026-01', zhoumin, 30),
  row('2026-02', wanglei, 100),
  row('2026-02', lina, 50),
  row('2026-02', team(10), 200),
  row('2026-02', zhoumin, 30),
  row('2026-03', wanglei, 100),
  row('2026-03', department, 1000),
  row('2026-03', { ...wanglei, productLineId: 7 }, 40),
];

test('a group’s target is its own if set, else the sum of its parts, month by month (R29)', () => {
  const byTeam = targetsBy('team', {}, all);
  expect(byTeam.total).toBe(180 + 230 + 1000);
  expect(Object.fromEntries(byTeam.of)).toEqual({ 10: 150 + 200 + 100, 20: 60 });
  expect(Object.fromEntries(targetsBy('month', {}, all).of)).toEqual({
    '2026-01': 180,
    '2026-02': 230,
    '2026-03': 1000,
  });
  expect(Object.fromEntries(targetsBy('rep', {}, all).of)).toEqual({ 1: 300, 2: 100, 3: 60 });
});

test('a filter on people, teams or lines moves the total; under anything else there is no target', () => {
  expect(targetsBy('month', { rep: '1' }, all).total).toBe(300);
  expect(targetsBy('rep', { team: '10' }, all).total).toBe(450);
  expect([...targetsBy('rep', { team: '20' }, all).of]).toEqual([['3', 60]]);
  expect(targetsBy('rep', { line: '7' }, all).total).toBe(40);
  expect([...targetsBy('line', {}, all).of]).toEqual([['7', 40]]);
  expect(targetsBy('rep', { region: '5' }, all)).toEqual({ total: null, of: new Map() });
  expect(targetsBy('region', {}, all)).toEqual({ total: 1410, of: new Map() });
});

test('nothing set is no target, not 0', () => {
  expect(targetsBy('team', {}, []).total).toBeNull();
  expect(targetsBy('rep', { rep: '9' }, all).total).toBeNull();
});
