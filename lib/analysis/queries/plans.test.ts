import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { dimensions } from '../types';
import { figures } from './figures';
import { longOverdueCustomers } from './long-overdue';
import { trend } from './trend';

// No report reads all sales or payments: each query finds its rows by an index, however long the history is.

let db: Db;
let f: FixtureF;
beforeAll(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});

/** Every step of every statement that `run` makes, with the statement. */
function plansOf(run: () => unknown): { step: string; source: string }[] {
  const client = db.$client;
  const prepare = client.prepare;
  const sources = new Set<string>();
  client.prepare = ((source: string) => {
    sources.add(source);
    return prepare.call(client, source);
  }) as typeof prepare;
  try {
    run();
  } finally {
    client.prepare = prepare;
  }
  return [...sources].flatMap((source) => {
    const values = Array(source.split('?').length - 1).fill(null);
    const steps = client.prepare(`explain query plan ${source}`).all(...values) as { detail: string }[];
    return steps.map(({ detail }) => ({ step: detail, source }));
  });
}

/** Reads a table from end to end; a partial index holds only the rows that owe, are owed or wait. */
const readsAll = (step: string) =>
  /^SCAN (sales|payments|instalments|reversal|p|r)\b/.test(step) &&
  !/USING (COVERING )?INDEX sales_(owing|credit|pending)/.test(step);
const period = parsePeriod('2026-Q1') as Period;

describe.each(['manager', 'supervisor', 'wanglei'] as const)('%s', (who) => {
  const viewer = (): Viewer => f[who];

  test.each(dimensions)('by %s', (by) => {
    const plans = plansOf(() => figures(viewer(), period, by));
    expect(plans.filter(({ step }) => readsAll(step))).toEqual([]);
    // The balances come from the partial indexes and opening receivables from theirs, whoever asks.
    const used = plans.map(({ step }) => step).join('\n');
    expect(used).toMatch(/payments USING COVERING INDEX payments_paid|p USING COVERING INDEX payments_sale/);
  });

  test('narrowed, as a trend, and for alerts', () => {
    const plans = plansOf(() => {
      figures(viewer(), period, 'month', { region: '1', level: 'key' });
      trend(viewer(), period);
      longOverdueCustomers(viewer());
    });
    expect(plans.filter(({ step }) => readsAll(step))).toEqual([]);
  });
});

test('for the department, balances and opening receivables take the indexes made for them', () => {
  const steps = plansOf(() => figures(f.manager, period, 'rep')).map(({ step }) => step);
  for (const index of [
    'sales_owing',
    'sales_owing_instalments',
    'instalments_position',
    'sales_credit',
    'sales_pending',
    'sales_last_paid',
    'sales_reverses',
    'payments_sale',
  ])
    expect(
      steps.filter((step) => step.includes(index)),
      index,
    ).not.toEqual([]);
});
