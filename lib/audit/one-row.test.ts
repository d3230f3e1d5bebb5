import { expect, test } from 'vitest';
import { type Tx, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { testPassword } from '@/lib/testing/people';
import { recordExport } from '../exports/writes';
import { keepUpload } from '../imports/writes';
import { disableUser } from '../people/access';
import { inviteUser, makeLink } from '../people/links';
import { hashPassword } from '../people/password';
import { findToken, viewerOf } from '../people/queries';
import { signIn } from '../people/sign-in';
import { addUser, setPassword, setUp } from '../people/writes';

// What the action wrapper doesn't hold to one row: signing in, one-use links, the first set-up, files in and out.
test('each write outside the action wrapper leaves exactly one row (R41)', async () => {
  const db = freshDatabase();
  const rows = () => db.select().from(auditEvents).all();
  let before = 0;
  const expectOne = (action: string) => {
    expect(
      rows()
        .slice(before)
        .map((row) => row.action),
    ).toEqual([action]);
    before = rows().length;
  };
  const one = async <T>(action: string, run: (tx: Tx) => T): Promise<T> => {
    const result = await write(run);
    expectOne(action);
    return result;
  };
  const passwordHash = await hashPassword(testPassword);

  await one('company.setUp', (tx) =>
    setUp(tx, { company: '云杉智造', team: '一组', name: '林一鸣', login: '林一鸣' }, { passwordHash }),
  );
  const manager = viewerOf(db.select().from(users).get() as typeof users.$inferSelect);
  const added = { name: '王磊', login: '王磊', role: 'manager' as const, teamId: null, isAdmin: false };
  const first = await one('user.added', (tx) => {
    const id = addUser(tx, manager, added) as number;
    return { id, token: makeLink(tx, manager, id).token };
  });
  expect(findToken(db, 'set_password', first.token)).not.toBeNull();
  const { token } = await one('user.invited', (tx) => inviteUser(tx, manager, first.id));
  await one('user.passwordSet', (tx) =>
    setPassword(tx, findToken(tx, 'set_password', token)?.id as number, first.id, passwordHash),
  );

  const from = { address: null, device: null };
  await signIn('王磊', 'a wrong password', from);
  expectOne('session.failed');
  await signIn('没有这个人', 'a wrong password', from);
  expectOne('session.failed');
  await signIn('王磊', testPassword, from);
  expectOne('session.started');
  await one('user.disabled', (tx) => disableUser(tx, manager, first.id));

  await keepUpload(manager, { name: '客户.xlsx', hash: '0'.repeat(64) }, Buffer.from('x'));
  expectOne('import.uploaded');
  const file = { bytes: new Uint8Array(), name: '客户名单.xlsx', rows: 0, scope: '全部客户', filters: [] };
  await recordExport(manager, { kind: 'customers.xlsx' }, file);
  expectOne('export.made');
});
