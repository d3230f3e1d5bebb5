import { database, type Reader } from '@/db/client';
import { products } from '@/db/schema/settings';
import { visible } from '@/lib/scope';
import { listDictionary } from '@/lib/settings/queries';
import { nameKey } from '@/lib/text';
import type { Viewer } from '@/lib/viewer';
import type { Judgement } from '../judgement';
import { valuesOf } from '../plan';

export const wordKinds = [
  'industry',
  'region',
  'source',
  'demand_type',
  'loss_reason',
  'product_line',
  'product',
] as const;
export type NewWords = { kind: (typeof wordKinds)[number]; words: string[] };

/** Words of the company's lists, and products, that writing these rows would add: said before, so that a slip is seen. */
export function newWords(viewer: Viewer, { sheets }: Judgement, reader: Reader = database()): NewWords[] {
  const customers = valuesOf(sheets, 'customers');
  const sales = valuesOf(sheets, 'sales');
  const used: Record<NewWords['kind'], (string | null)[]> = {
    industry: customers.map(({ industry }) => industry),
    region: [...customers, ...sales].map(({ region }) => region),
    source: customers.map(({ source }) => source),
    demand_type: customers.map(({ demandType }) => demandType),
    loss_reason: customers.map(({ lossReason }) => lossReason),
    product_line: sales.map(({ productLine }) => productLine),
    product: sales.map(({ product }) => product),
  };
  const known = new Set([
    ...listDictionary(reader).map((entry) => `${entry.kind}:${entry.nameKey}`),
    ...reader
      .select({ nameKey: products.nameKey })
      .from(visible(viewer, products))
      .all()
      .map((row) => `product:${row.nameKey}`),
  ]);
  return wordKinds.flatMap((kind) => {
    const words = new Map<string, string>();
    for (const word of used[kind]) {
      if (word === null || known.has(`${kind}:${nameKey(word)}`)) continue;
      if (!words.has(nameKey(word))) words.set(nameKey(word), word);
    }
    return words.size > 0 ? [{ kind, words: [...words.values()] }] : [];
  });
}
