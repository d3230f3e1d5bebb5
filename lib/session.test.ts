import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase, database, setDatabase, write } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { sessions } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { dataFolder } from './data-folder';
import { runChores } from './jobs/run';
import { devicesOf } from './people/queries';
import { noteUse, touchSession, viewerOfSession } from './session';
import { storeSettings } from './settings/writes';
import { makePerson, makeTeam, sessionOf } from './testing/people';
import type { Viewer } from './viewer';

const shared = globalThis as typeof globalThis & { kejiSeen?: unknown; kejiStopping?: boolean };
let wang: Viewer;
let token: string;
let id: number;
beforeEach(async () => {
  freshDatabase();
  delete shared.kejiSeen;
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-03-01T00:00:00.000Z');
  [wang, token] = await write((tx) => {
    const person = makePerson(tx, '王磊', 'rep', makeTeam(tx, '一组'));
    return [person, sessionOf(tx, person)] as const;
  });
  id = viewerOfSession(database(), token)?.sessionId as number;
});
afterEach(() => {
  shared.kejiStopping = false;
  vi.useRealTimers();
});

const day = 24 * 3_600_000;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const isSignedIn = () => viewerOfSession(database(), token) !== null;
const set = (values: Parameters<typeof storeSettings>[1]) => write((tx) => storeSettings(tx, values, null));
const written = () => database().select().from(sessions).get()?.lastSeenAt;

test('seven days without use end it', () => {
  later(7 * day - 1);
  expect(isSignedIn()).toBe(true);
  later(1);
  expect(isSignedIn()).toBe(false);
  expect(devicesOf(wang)).toEqual([]);
});

test('reading and saving are use; after thirty days it ends all the same', async () => {
  for (let i = 0; i < 4; i++) {
    later(6 * day);
    expect(isSignedIn()).toBe(true);
    if (i % 2 === 0) noteUse(id);
    else await write((tx) => touchSession(tx, id));
  }
  later(6 * day - 1);
  expect(isSignedIn()).toBe(true);
  later(1);
  expect(isSignedIn()).toBe(false);
});

test('changed settings count for sessions there are, both ways', async () => {
  later(3 * day);
  await set({ sessionIdleDays: 2 });
  expect(isSignedIn()).toBe(false);
  await set({ sessionIdleDays: 40, sessionDays: 3 });
  expect(isSignedIn()).toBe(false);
  await set({ sessionDays: 60 });
  later(35 * day);
  expect(isSignedIn()).toBe(true);
});

test('what was read is written down now and then, not with every page, and all of it at the stop', async () => {
  const began = written();
  later(9 * 60_000);
  noteUse(id);
  await runChores();
  expect(written()).toBe(began);
  expect(devicesOf(wang)[0]?.lastSeenAt).toBe('2026-03-01T00:09:00.000Z');
  later(2 * 60_000);
  noteUse(id);
  await runChores();
  expect(written()).toBe('2026-03-01T00:11:00.000Z');
  later(60_000);
  noteUse(id);
  shared.kejiStopping = true;
  await runChores();
  expect(written()).toBe('2026-03-01T00:12:00.000Z');
});

test('a restart knows of the last use', async () => {
  later(6 * day);
  noteUse(id);
  shared.kejiStopping = true;
  await runChores();
  closeDatabase();
  delete shared.kejiSeen;
  setDatabase(openDataFolder(dataFolder()));
  later(6 * day);
  expect(isSignedIn()).toBe(true);
});
