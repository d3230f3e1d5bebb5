import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { encode } from 'next-auth/jwt';
import { closeDatabase, database, setDatabase, type Tx, write } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, customers } from '@/db/schema/customers';
import { notifications } from '@/db/schema/notifications';
import { type Role, sessions, teams, userIdentities, users } from '@/db/schema/people';
import { dictionaryEntries } from '@/db/schema/settings';
import { auditHash } from '@/lib/audit/record';
import { realNow } from '@/lib/clock';
import { insertCustomer } from '@/lib/customers/writes';
import { planOf } from '@/lib/imports/plan';
import { judgeFile, readDraft } from '@/lib/imports/queries/drafts';
import { readFileApart } from '@/lib/imports/read';
import { createDraft } from '@/lib/imports/writes';
import { makeLink } from '@/lib/people/links';
import { hashPassword } from '@/lib/people/password';
import { viewerOf } from '@/lib/people/queries';
import { addTeam } from '@/lib/people/teams';
import { addUser } from '@/lib/people/writes';
import { sessionSecret } from '@/lib/secrets';
import { startSession } from '@/lib/session';
import { ensureDictionaryEntry, ensureProduct, storeSettings } from '@/lib/settings/writes';
import type { Viewer } from '@/lib/viewer';
import { canary, phoneOf } from './canaries';
import { formsOf } from './forms';
import { liftIds } from './ids';
import { fileUndoable, makeRecords, type Records } from './records';
import { type Owner, owners, type Person, password, people, type ViewerName } from './who';

export const clock = '2026-03-31T04:00:00.000Z';

const roleOf: Record<Person, { role: Role; team: 'A' | 'B' | null; isAdmin?: true; name: string }> = {
  rep: { role: 'rep', team: 'A', name: '王磊' },
  colleague: { role: 'rep', team: 'A', name: '李娜' },
  supervisor: { role: 'supervisor', team: 'A', name: '赵刚' },
  manager: { role: 'manager', team: null, name: '刘建国' },
  teamManager: { role: 'manager', team: 'A', name: '何丽华' },
  adminManager: { role: 'manager', team: null, isAdmin: true, name: '苏晴' },
  adminRep: { role: 'rep', team: 'A', isAdmin: true, name: '林一鸣' },
  disabled: { role: 'rep', team: 'A', name: '陈默' },
  collaborator: { role: 'rep', team: 'B', name: '周敏' },
  outsider: { role: 'rep', team: 'B', name: '孙涛' },
};

export type World = {
  folder: string;
  records: Record<Owner, Records>;
  cookies: Record<ViewerName, string | null>;
  teams: { A: number; B: number };
  /** Rows that publishing a draft writes. */
  expected: number;
  product: string;
};

/** Two teams with everybody in them, and records of every kind for each, in a data folder of its own. */
export async function makeWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'keji-matrix-'));
  process.env.KEJI_DATA = folder;
  process.env.KEJI_CLOCK = clock;
  const db = setDatabase(openDataFolder(folder, { clock }));
  const ids = liftIds(db.$client);
  const passwordHash = await hashPassword(password);
  const files = new Map<Person, Buffer>();
  for (const person of people) files.set(person, await readFile(person));

  const made = await write((tx) => {
    storeSettings(tx, { companyName: '青山测控', pool: true }, null);
    const teamIds = { A: addTeam(tx, null, '一组') as number, B: addTeam(tx, null, '二组') as number };
    const shared = sharedRecords(tx);
    const add = (name: string, login: string, role: Role, teamId: number | null, isAdmin = false): Viewer => {
      const id = addUser(tx, null, { name, login, role, teamId, isAdmin }) as number;
      return viewerOf(
        tx.update(users).set({ status: 'active', passwordHash }).where(eq(users.id, id)).returning().get(),
      );
    };
    const viewers = Object.fromEntries(
      people.map((person) => {
        const { name, role, team, isAdmin = false } = roleOf[person];
        return [person, add(name, canary(person, 'account'), role, team && teamIds[team], isAdmin)];
      }),
    ) as Record<Person, Viewer>;
    // Somebody who reviews team B, so that both teams are alike.
    const reviewers = { A: viewers.adminManager, B: add('钱进', 'qianjin', 'supervisor', teamIds.B) };
    // Nobody of the matrix: 协同人 of a customer of everybody, from the other team.
    const helpers = { A: add('高远', 'gaoyuan', 'rep', teamIds.A).id, B: add('马晓', 'maxiao', 'rep', teamIds.B).id };
    const reviewerOf = (viewer: Viewer) => (viewer.teamId === teamIds.B ? reviewers.B : reviewers.A);

    const records = {} as Record<Owner, Records>;
    const make = (owner: Owner, viewer: Viewer, seller = viewer) => {
      const own = makeRecords(
        tx,
        owner,
        viewer,
        { ...shared, reviewer: reviewerOf(viewer), ...(owner === 'shared' ? { worker: viewers.collaborator } : {}) },
        seller,
      );
      const { pooled, emptyTeam, archivedTeam, entry, retiredEntry, unusedEntry } = shared;
      const person = (what: string, role: Role = 'rep') =>
        add(
          `${roleName[what] ?? what}${owner}`,
          `${canary(owner, 'account')}-${what}`,
          role,
          role === 'manager' ? null : (viewer.teamId ?? teamIds.A),
        ).id;
      const [member, invited, disabledMember, leader] = [
        person('member'),
        person('invited'),
        person('gone'),
        person('leader', 'manager'),
      ];
      tx.update(users).set({ status: 'invited', passwordHash: null }).where(eq(users.id, invited)).run();
      tx.update(users).set({ status: 'disabled', disabledAt: realNow() }).where(eq(users.id, disabledMember)).run();
      const { token } = makeLink(tx, null, invited);
      const notice = tx
        .select({ id: notifications.id })
        .from(notifications)
        .where(eq(notifications.userId, viewer.id))
        .get();
      startSession(tx, viewer.id, { address: null, device: `Mozilla ${canary(owner, 'own')}` });
      const device = tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, viewer.id)).get();
      for (const userId of [member, leader])
        tx.insert(userIdentities)
          .values({
            userId,
            issuer: 'https://id.example',
            subject: `${canary(owner, 'account')}${userId}`,
            linkedAt: realNow(),
          })
          .run();
      const helper = viewer.teamId === teamIds.B ? helpers.A : helpers.B;
      tx.insert(collaborators).values({ customerId: own.idle, userId: helper, addedAt: realNow() }).run();
      records[owner] = {
        ...own,
        helper,
        pooled,
        login: canary(people.find((one) => viewers[one] === viewer) as Person, 'account'),
        ...{
          member,
          invited,
          disabledMember,
          leader,
          token,
          emptyTeam,
          archivedTeam,
          entry,
          retiredEntry,
          unusedEntry,
        },
        notification: notice?.id as number,
        device: device?.id as number,
        // Read once everything stands.
        forms: {} as Records['forms'],
      };
    };
    for (const person of people) make(person, viewers[person]);
    make('shared', viewers.colleague);
    make('handed', viewers.outsider, viewers.rep);
    tx.insert(collaborators)
      .values({
        customerId: records.shared.customer,
        userId: viewers.collaborator.id,
        addedAt: realNow(),
        addedBy: viewers.manager.id,
      })
      .run();
    for (const person of people)
      records[person].draft = createDraft(
        tx,
        viewers[person],
        { name: `${canary(person, 'file')}.csv`, hash: person },
        files.get(person) as Buffer,
      );
    for (const owner of ['shared', 'handed'] as const)
      records[owner].draft = records[owner === 'shared' ? 'colleague' : 'outsider'].draft;
    const sessionsOf = Object.fromEntries(
      people.map((person) => [
        person,
        startSession(tx, viewers[person].id, { address: null, device: `Mozilla ${canary(person, 'own')}` }),
      ]),
    ) as Record<Person, string>;
    return { teams: teamIds, viewers, records, sessionsOf };
  });

  for (const owner of owners) {
    const author = made.viewers[owner === 'shared' ? 'colleague' : owner === 'handed' ? 'outsider' : owner];
    made.records[owner].undoable = await write((tx) => {
      const id = fileUndoable(tx, author, owner, made.records[owner].idle);
      return id;
    });
    keepYoung(db.$client);
  }
  await write((tx) =>
    tx
      .update(users)
      .set({ status: 'disabled', disabledAt: realNow() })
      .where(eq(users.id, made.viewers.disabled.id))
      .run(),
  );
  for (const owner of owners) made.records[owner].forms = formsOf(database(), made.records[owner]);
  const { judgement } = judgeFile(made.viewers.rep, readDraft(made.records.rep.draft), {});
  const plan = planOf(judgement);
  if (plan.open > 0 || plan.counts.refuse > 0 || plan.writing === 0)
    throw new Error(`the draft of the matrix: ${JSON.stringify([plan.counts, judgement.questions])}`);
  ids.settle();
  const secret = sessionSecret();
  const cookies = { anonymous: null } as World['cookies'];
  for (const person of people)
    if (person !== 'colleague' && person !== 'outsider')
      cookies[person] = `keji=${await encode({ token: { sid: made.sessionsOf[person] }, secret })}`;
  closeDatabase();
  return { folder, records: made.records, cookies, teams: made.teams, expected: plan.writing, product: '压力变送器' };
}

const roleName: Record<string, string> = { member: '成员', invited: '新人', gone: '离职', leader: '经理' };

function sharedRecords(tx: Tx) {
  const regionId = ensureDictionaryEntry(tx, 'region', '华东');
  const lineId = ensureDictionaryEntry(tx, 'product_line', '变送器');
  const retiredEntry = ensureDictionaryEntry(tx, 'region', '旧区');
  const unusedEntry = ensureDictionaryEntry(tx, 'region', '没用过');
  ensureDictionaryEntry(tx, 'loss_reason', '价格');
  const { id: productId } = ensureProduct(tx, '压力变送器', lineId);
  const pooled = insertCustomer(tx, {
    code: null,
    name: '公海里的客户',
    filedOn: '2025-06-01',
    notes: canary('pool', 'page'),
    contact: { name: canary('pool', 'page'), phone: phoneOf('pool'), wechat: canary('pool', 'clear') },
  });
  tx.update(customers).set({ pooledAt: realNow() }).where(eq(customers.id, pooled)).run();
  const [emptyTeam, archivedTeam] = [addTeam(tx, null, '空组') as number, addTeam(tx, null, '旧组') as number];
  tx.update(dictionaryEntries).set({ retiredAt: realNow() }).where(eq(dictionaryEntries.id, retiredEntry)).run();
  tx.update(teams).set({ archivedAt: realNow() }).where(eq(teams.id, archivedTeam)).run();
  return { pooled, regionId, productId, emptyTeam, archivedTeam, entry: regionId, retiredEntry, unusedEntry };
}

async function readFile(person: Person): Promise<Buffer> {
  const words = canary(person, 'own');
  const text = `客户编号,客户名称,联系人,客户等级,负责人,备注\nD-${person},导入${words},${words},普通,${roleOf[person].name},${words}\n`;
  const read = await readFileApart(Buffer.from(text), 'a.csv');
  if ('problem' in read) throw new Error(read.problem);
  return read.packed;
}

/** 撤销 is for five minutes; a run takes longer, so the audit row of the last record is dated ahead. */
function keepYoung(sqlite: Database): void {
  const [row] = drizzle(sqlite).select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1).all();
  if (!row) throw new Error('a record leaves an audit row');
  const at = '2099-01-01T00:00:00.000Z';
  const hash = auditHash(row.previousHash, { ...row, at, details: JSON.stringify(row.details) });
  const trigger = sqlite
    .prepare("select sql from sqlite_schema where name = 'audit_events_no_update'")
    .pluck()
    .get() as string;
  sqlite.exec('drop trigger audit_events_no_update');
  sqlite.prepare('update audit_events set at = ?, hash = ? where seq = ?').run(at, hash, row.seq);
  sqlite.exec(trigger);
}
