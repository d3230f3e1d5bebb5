import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { addTeam } from '../people/teams';
import { verifyChain } from './verify';

let db: Db;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    for (const name of ['华东', '华南', '华北', '西南']) addTeam(tx, null, name);
  });
});

test('an untouched trail is whole', () => {
  expect(verifyChain()).toEqual({ count: 4, brokenAt: null });
});

test.each([
  ['changed', "update audit_events set details = '{}' where seq = 2", 2],
  ['said to be someone else’s', "update audit_events set actor_name = '李娜' where seq = 3", 3],
  ['deleted', 'delete from audit_events where seq = 2', 3],
  ['deleted at the start', 'delete from audit_events where seq = 1', 2],
  ['cut off at the end', 'delete from audit_events where seq = 4', 4],
])('a row %s is found', (_name, statement, brokenAt) => {
  for (const name of ['no_update', 'no_delete']) db.$client.exec(`drop trigger audit_events_${name}`);
  db.$client.exec(statement);
  expect(verifyChain().brokenAt).toBe(brokenAt);
});
