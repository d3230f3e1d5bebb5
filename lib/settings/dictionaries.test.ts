import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, type Tx, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { dictionaryEntries, products } from '@/db/schema/settings';
import { freshDatabase } from '@/db/test-db';
import type { Outcome } from '../action-core';
import { setUp } from '../people/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { addEntry, bringBackEntry, moveEntry, removeEntry, renameEntry, retireEntry } from './dictionaries';
import { listDictionary } from './queries';
import { ensureDictionaryEntry, ensureProduct } from './writes';

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});
const names = () => listDictionary(db, 'region').map((entry) => `${entry.name}${entry.retired ? ' -' : ''}`);
const idOf = (name: string) =>
  db.select().from(dictionaryEntries).where(eq(dictionaryEntries.name, name)).get()?.id as number;
const change = (run: (tx: Tx) => Outcome) => write(run);
const lastAudit = () => db.select().from(auditEvents).all().at(-1);

describe('the words of pickers', () => {
  test('are added behind the others and moved up and down, each with its audit row', async () => {
    await change((tx) => addEntry(tx, f.manager, { kind: 'region', name: ' 西南 ' }));
    expect(names()).toEqual(['华东', '华南', '西南']);
    expect(lastAudit()).toMatchObject({ action: 'dictionary.added', actorId: f.manager.id });
    await change((tx) => moveEntry(tx, f.manager, { entryId: idOf('西南'), to: 'up' }));
    expect(names()).toEqual(['华东', '西南', '华南']);
    await change((tx) => moveEntry(tx, f.manager, { entryId: idOf('华东'), to: 'up' }));
    expect(names()).toEqual(['华东', '西南', '华南']);
    await change((tx) => moveEntry(tx, f.manager, { entryId: idOf('华东'), to: 'down' }));
    expect(names()).toEqual(['西南', '华东', '华南']);
  });

  test('have one name each, whatever its width, and a retired one is brought back rather than added again', async () => {
    const taken = await change((tx) => addEntry(tx, f.manager, { kind: 'region', name: '华 东' }));
    expect(taken).toMatchObject({ done: false, errors: { name: [{ key: 'settings.dictionary.taken' }] } });
    const asOther = await change((tx) =>
      renameEntry(tx, f.manager, { entryId: idOf('华南'), name: '华东', was: '华南' }),
    );
    expect(asOther.done).toBe(false);
    await change((tx) => retireEntry(tx, f.manager, { entryId: idOf('华东') }));
    expect(names()).toEqual(['华南', '华东 -']);
    const again = await change((tx) => addEntry(tx, f.manager, { kind: 'region', name: '华东' }));
    expect(again).toMatchObject({ errors: { name: [{ key: 'settings.dictionary.takenRetired' }] } });
    await change((tx) => bringBackEntry(tx, f.manager, { entryId: idOf('华东') }));
    expect(names()).toEqual(['华东', '华南']);
    // The same word of another kind is another word.
    expect((await change((tx) => addEntry(tx, f.manager, { kind: 'source', name: '华东' }))).done).toBe(true);
  });

  test('a rename keeps the entry, and tells of somebody else’s rename', async () => {
    const entryId = idOf('华东');
    await change((tx) => renameEntry(tx, f.manager, { entryId, name: '东部', was: '华东' }));
    expect(names()).toEqual(['东部', '华南']);
    expect(lastAudit()).toMatchObject({ action: 'dictionary.renamed', details: { before: '华东', after: '东部' } });
    const late = await change((tx) => renameEntry(tx, f.supervisor, { entryId, name: '华东区', was: '华东' }));
    expect(late).toMatchObject({ done: false, values: { was: '东部' } });
    expect(names()).toEqual(['东部', '华南']);
  });

  test('what is used anywhere is not removed, what is not is', async () => {
    // 华东 is a customer's; the line is a product's and, frozen, a sale's.
    for (const entryId of [idOf('华东'), f.line])
      expect(await change((tx) => removeEntry(tx, f.manager, { entryId }))).toMatchObject({
        done: false,
        message: { key: 'settings.dictionary.used' },
      });
    await write((tx) => {
      const unsold = ensureDictionaryEntry(tx, 'product_line', '备件');
      tx.update(products)
        .set({ productLineId: unsold })
        .where(eq(products.id, ensureProduct(tx, '密封圈').id))
        .run();
    });
    expect((await change((tx) => removeEntry(tx, f.manager, { entryId: idOf('备件') }))).done).toBe(false);
    await change((tx) => addEntry(tx, f.manager, { kind: 'region', name: '错字' }));
    await change((tx) => removeEntry(tx, f.manager, { entryId: idOf('错字') }));
    expect(names()).toEqual(['华东', '华南']);
    expect(lastAudit()).toMatchObject({ action: 'dictionary.removed', details: { kind: 'region', name: '错字' } });
  });
});

test('a new company starts with words of every kind but product lines, and an import takes them up', async () => {
  const fresh = freshDatabase();
  await write((tx) => setUp(tx, { company: '青山测控', team: '一组', name: '林一鸣', login: '林一鸣' }));
  const kinds = new Set(listDictionary(fresh).map((entry) => entry.kind));
  expect([...kinds].sort()).toEqual(['demand_type', 'industry', 'loss_reason', 'region', 'source']);
  const demands = listDictionary(fresh, 'demand_type').map((entry) => entry.name);
  expect(demands.slice(-2)).toEqual(['咨询', '不明确']);
  const before = listDictionary(fresh).length;
  await write((tx) => ensureDictionaryEntry(tx, 'region', '华　东'));
  expect(listDictionary(fresh)).toHaveLength(before);
});
