import { asc, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { freshDatabase } from '@/db/test-db';
import { asSystem } from '../viewer';
import { lastChange } from './last-change';
import { auditHash, genesisHash, record } from './record';

let db: Db;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    record(tx, null, { action: 'team.added', object: { kind: 'team', id: 1 } });
    record(tx, null, {
      action: 'dictionary.renamed',
      object: { kind: 'dictionary', id: 2 },
      details: { before: '甲', after: '乙' },
    });
  });
});

test('each row’s hash covers the row before it', () => {
  let previous = genesisHash;
  for (const row of db.select().from(auditEvents).orderBy(asc(auditEvents.seq)).all()) {
    expect(row.previousHash).toBe(previous);
    expect(auditHash(previous, { ...row, details: JSON.stringify(row.details) })).toBe(row.hash);
    previous = row.hash;
  }
});

test('the trail only grows: the database refuses changes and deletions', () => {
  expect(() => db.update(auditEvents).set({ action: 'test.other' }).run()).toThrow(/append-only/);
  expect(() => db.delete(auditEvents).run()).toThrow(/append-only/);
  expect(() => db.$client.exec('insert or replace into audit_events select * from audit_events')).toThrow(
    /append-only/,
  );
});

test('a record’s last change is its own, with who and when', async () => {
  const viewer = { ...asSystem('test'), id: 0, name: '李娜' };
  await write((tx) => record(tx, viewer, { action: 'user.disabled', object: { kind: 'team', id: 1 } }));
  await write((tx) => record(tx, null, { action: 'user.invited', object: { kind: 'user', id: 1 } }));
  const third = db.select().from(auditEvents).where(eq(auditEvents.action, 'user.disabled')).get();
  expect(lastChange(db, { kind: 'team', id: 1 })).toEqual({ by: '李娜', at: third?.at });
  expect(lastChange(db, { kind: 'team', id: 3 })).toBeNull();
});

test('numbers and addresses in free text are masked: the trail can’t be made to forget (R41)', async () => {
  const details = {
    summary: '打 13800001234 或 +86 139 0000 5678，写信 shen.gh@lance.example，总机 0512-65655122',
    before: { notes: '１３８００００１２３４', orderNumber: '13800001234' },
    lines: [{ reason: '合同 1,200,000.00 元，2026-03-31，单号 2026031500123' }],
    cancelReason: '138.0000.1234、8613800001234、８６ 13800001234、(0512) 65655122、0512 6565 5122、138.5 2026-03-31',
  };
  await write((tx) => record(tx, null, { action: 'team.added', object: { kind: 'team', id: 3 }, details }));
  expect(db.select().from(auditEvents).where(eq(auditEvents.objectId, 3)).get()?.details).toEqual({
    summary: '打 138****1234 或 +86 139 **** 5678，写信 ***@lance.example，总机 0512-****5122',
    before: { notes: '１３８****１２３４', orderNumber: '13800001234' },
    lines: [{ reason: '合同 1,200,000.00 元，2026-03-31，单号 2026031500123' }],
    cancelReason: '138.****.1234、86138****1234、８６ 138****1234、(0512-****5122、0512-****5122、138.5 2026-03-31',
  });
});
