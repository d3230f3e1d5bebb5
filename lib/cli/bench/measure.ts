export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Medians of things run in turn, so that all meet the same noise; the first round only warms up. */
export async function medians(runs: readonly (() => unknown)[], rounds: number): Promise<number[]> {
  const times = runs.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [position, run] of runs.entries()) {
      const started = performance.now();
      await run();
      if (round > 0) times[position]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

export const milliseconds = (ms: number): string => (Math.round(ms * 10) / 10).toLocaleString('en-US');
export const ratio = (value: number, base: number): string => `${Math.round((value / base) * 100) / 100}`;
