import { type Level, levels } from '@/db/schema/customers';

/** The whole state of the pool's list, as kept in the address. Ids as text, `none` for customers without one. */
export type PoolFilter = {
  q?: string;
  level?: Level;
  industry?: string;
  region?: string;
  after?: string;
  before?: string;
};

/** Reads the address; what isn't understood is left out, never guessed. */
export function parsePoolFilter(params: Record<string, string | string[] | undefined>): PoolFilter {
  const one = (name: keyof PoolFilter) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const read: { [K in keyof PoolFilter]: PoolFilter[K] | undefined } = {
    q: one('q'),
    level: levels.find((level) => level === one('level')),
    industry: one('industry'),
    region: one('region'),
    after: one('after'),
    before: one('before'),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
