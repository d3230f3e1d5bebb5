import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test, vi } from 'vitest';
import { fixtureFolder } from '@/lib/testing/fixture-f';

// The command as a person runs it, on a data folder with Fixture F.

// Each run starts a process of its own.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await fixtureFolder({ otherTeam: true });
});
const run = promisify(execFile);
const keji = (...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'lib/cli/keji.ts', ...args], {
    env: { ...process.env, KEJI_DATA: folder },
  }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );

test('prints the report as JSON: fen, basis points, null where there is no value', async () => {
  const { stdout } = await keji('report', '--as', '刘建国', '--period', '2026-Q1', '--json');
  const report = JSON.parse(stdout);
  expect(report.total).toMatchObject({
    amountFen: 25_000_000,
    attainmentBp: 8333,
    yoyBp: 10833,
    popBp: null,
    collectionBySigningBp: 4800,
    collectionByCashBp: 6800,
    collectionByReceivablesBp: 5667,
    perCustomerFen: 8_333_333,
    pendingFen: 0,
    receivableFen: 13_000_000,
    ageing: { current: 4_000_000, days30: 3_000_000, days60: 6_000_000, days90: 0, days180: 0, older: 0 },
  });
  expect(report.rows.map((row: { label: string; attainmentBp: number }) => [row.label, row.attainmentBp])).toEqual([
    ['王磊', 7500],
    ['李娜', 10000],
  ]);
});

test('shows what the person may see, in aligned columns', async () => {
  const { stdout } = await keji('report', '--as', 'wanglei', '--period', '2026-03', '--by', 'month');
  const lines = stdout.trimEnd().split('\n').slice(2);
  const width = (text: string) => [...text].reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0);
  expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(['', '2026-03', '更早月份', '合计']);
  const ends = lines.map((line) => width(line.replace(/\s+!.*/, '')));
  expect(new Set(ends).size).toBe(1);
});

test.each([
  [['report', '--as', '没有这人', '--period', '2026'], 1, '没有叫「没有这人」的人'],
  [['report', '--as', 'wanglei', '--period', '2026-13'], 1, '看不懂期间「2026-13」'],
  [['report', '--as', 'wanglei', '--period', '2026', '--by', 'moon'], 2, '--by'],
  [['report', '--as', 'wanglei'], 2, '--period'],
])('%s ends with %i and says why', async (args, code, words) => {
  const result = await keji(...args);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(words);
});
