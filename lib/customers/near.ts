import { nameCore } from '../text';

/**
 * Names so alike that a person should look (R10): the same without company suffix, one inside the other (a company and
 * its branch), or one character apart. It only warns: a company and its subsidiary are two customers.
 */
export function isNearName(one: string, other: string): boolean {
  const [a, b] = [nameCore(one), nameCore(other)].sort((x, y) => x.length - y.length) as [string, string];
  if (a === b) return true;
  if (a.length >= 3 && b.includes(a)) return true;
  return a.length >= 4 && b.length - a.length <= 1 && isOneApart(a, b);
}

/** One character put in, left out or replaced, or two neighbours swapped; `a` is not longer than `b`. */
function isOneApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB === [...restA].reverse().join('');
}
