/** Seeded random numbers (mulberry32): the same seed gives the same data on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  int = (low: number, high: number): number => low + Math.floor(this.next() * (high - low + 1));
  between = (low: number, high: number): number => low + this.next() * (high - low);
  chance = (share: number): boolean => this.next() < share;
  pick = <T>(items: readonly T[]): T => items[Math.floor(this.next() * items.length)] as T;

  /** An item with the share that stands beside it. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let rest = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return (items.at(-1) as readonly [T, number])[0];
  }

  /** About normal, mean 0, deviation 1 (sum of twelve). */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum;
  }
}

/** Draws positions by weight; `from` leaves out everything before it. */
export class Weights {
  readonly #sums: number[] = [0];

  constructor(weights: Iterable<number>) {
    for (const weight of weights) this.#sums.push((this.#sums.at(-1) as number) + weight);
  }

  draw(random: Random, from = 0): number {
    const low = this.#sums[from] as number;
    const wanted = low + random.next() * ((this.#sums.at(-1) as number) - low);
    let [left, right] = [from, this.#sums.length - 2];
    while (left < right) {
      const middle = (left + right) >> 1;
      if ((this.#sums[middle + 1] as number) > wanted) right = middle;
      else left = middle + 1;
    }
    return left;
  }
}
