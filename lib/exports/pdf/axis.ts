export type Axis = { min: number; max: number; ticks: number[]; labels: string[] };

/** Round steps from the least to the greatest value, zero among them; heights only, never the figures printed. */
export function axisOf(values: readonly number[], parts = 4): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low) / parts || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough) ?? 10;
  const step = factor * power;
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  const ticks = Array.from({ length: last - first + 1 }, (_, position) => (first + position) * step);
  return { min: first * step, max: last * step, ticks, labels: ticks.map(tickLabel) };
}

const tickLabel = (tick: number) =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 }).format(tick === 0 ? 0 : tick).replace('-', '−');
