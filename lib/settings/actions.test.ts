import { beforeEach, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { freshDatabase } from '@/db/test-db';
import { type FormState, idle } from '../form-state';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { signedIn } from '../testing/outside';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { createEntry, deleteEntry, nameEntry, reviveEntry, shiftEntry, stopEntry } from './actions';
import { listDictionary } from './queries';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});
const as = (viewer: Viewer) =>
  write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });

test('a rep changes none of the words, and nothing is written', async () => {
  await as(f.wanglei);
  const before = { words: listDictionary(db), audits: db.select().from(auditEvents).all().length };
  const entryId = String(f.regions.east);
  const tries: [(state: FormState, form: FormData) => Promise<FormState>, Record<string, string>][] = [
    [createEntry, { kind: 'region', name: '西南' }],
    [nameEntry, { entryId, name: '东部', was: '华东' }],
    [shiftEntry, { entryId, to: 'down' }],
    [stopEntry, { entryId }],
    [reviveEntry, { entryId }],
    [deleteEntry, { entryId }],
  ];
  for (const [index, [action, values]] of tries.entries()) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...values, _key: `key ${index}` })) form.set(name, value);
    expect((await action(idle, form)).message).toBe('没有这条记录，可能已被删除或不归你管');
  }
  expect(listDictionary(db)).toEqual(before.words);
  expect(db.select().from(auditEvents).all()).toHaveLength(before.audits);
});
