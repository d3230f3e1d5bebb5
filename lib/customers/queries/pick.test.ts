import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { database } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { insertRecord } from '@/lib/follow-ups/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { insertContact, insertCustomer } from '../writes';
import { pickCustomers, pickedCustomer } from './pick';

let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  database().transaction((tx) => {
    insertContact(tx, f.customers.c002, { name: '陈工', phone: '19900001234', isPrimary: true });
    const old = insertCustomer(tx, { code: 'C900', name: '旧港阀门厂', ownerId: f.wanglei.id, filedOn: '2024-01-02' });
    tx.update(customers).set({ archivedAt: '2026-03-01T00:00:00.000Z' }).where(eq(customers.id, old)).run();
    insertRecord(tx, {
      customerId: f.customers.c002,
      authorId: f.wanglei.id,
      method: 'phone',
      contactedOn: '2026-03-30',
      summary: '约了周四看样机',
    });
  });
});

const names = (viewer: Viewer, term = '') => pickCustomers(viewer, term).map((customer) => customer.name);

test('a customer is found by one character, pinyin, initials and code, and only inside the scope', () => {
  expect(names(f.lina, '华')).toEqual(['华岳精密仪器有限公司']);
  expect(names(f.lina, 'nanyu')).toEqual(['南屿食品机械有限公司']);
  expect(names(f.wanglei, 'ccsw')).toEqual(['晨川水务设备有限公司']);
  expect(names(f.manager, 'c003')).toEqual(['南屿食品机械有限公司']);
  expect(names(f.wanglei, '南屿')).toEqual([]);
  expect(names(f.other?.supervisor as Viewer, '有限')).toEqual([]);
  expect(names(f.wanglei, '%')).toEqual([]);
});

test('without a term the viewer’s latest come first, and a customer handed over is not among them', () => {
  // 王磊 sold to C001 before it was handed over.
  expect(names(f.wanglei)).toEqual(['晨川水务设备有限公司']);
  expect(names(f.lina)[0]).toBe('华岳精密仪器有限公司');
  // A manager who touched none picks from all.
  expect(names(f.manager)).toHaveLength(3);
});

test('archived customers are left out, and no contact data goes out', () => {
  expect(names(f.wanglei, '旧港')).toEqual([]);
  const [picked] = pickCustomers(f.wanglei, '晨川');
  expect(picked).toMatchObject({ contactName: '陈工', lastContactOn: '2026-03-30', ownerName: '王磊' });
  expect(JSON.stringify(picked)).not.toContain('1990000');
  const archived = database().select().from(customers).where(eq(customers.code, 'C900')).get();
  expect(pickedCustomer(f.wanglei, archived?.id as number)).toBeNull();
  expect(pickedCustomer(f.wanglei, f.customers.c003)).toBeNull();
});

test('who lost every customer touched last still has one to pick from', () => {
  const other = f.other as NonNullable<typeof f.other>;
  database().transaction((tx) => {
    insertCustomer(tx, { code: 'C902', name: '新桥阀门厂', ownerId: other.rep.id, filedOn: '2024-01-02' });
    insertRecord(tx, {
      customerId: f.customers.c001,
      authorId: other.supervisor.id,
      method: 'phone',
      contactedOn: '2026-03-30',
      summary: '交接前的最后一次联系',
    });
  });
  expect(names(other.supervisor)).toEqual(['新桥阀门厂']);
});
