import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditAction } from './action';
import { auditActions } from './kinds';

// R41: every change leaves its row. What changes things is taken from the source, what it records is said here by hand:
// a new action fails until somebody says which row it leaves. That it leaves exactly one, `runAction` insists on.
const records: Record<string, readonly AuditAction[]> = {
  createTeam: ['team.added'],
  createUser: ['user.added'],
  createInvitation: ['user.invited', 'user.resetLink'],
  changePerson: ['user.edited'],
  disablePerson: ['user.disabled'],
  enablePerson: ['user.enabled'],
  changeTeam: ['team.renamed'],
  putTeamAway: ['team.archived'],
  bringTeamBack: ['team.restored'],
  // A wrong present password is refused, and recorded before that, in a transaction of its own.
  changeOwnPassword: ['user.passwordChanged', 'user.passwordWrong'],
  signOutDevice: ['session.ended'],
  signOutAllDevices: ['session.ended'],
  signInWithPassword: ['session.started', 'session.failed'],
  signOut: ['session.ended'],
  unlinkPerson: ['user.identityUnlinked'],
  setUpCompany: ['company.setUp'],
  setOwnPassword: ['user.passwordSet'],
  createEntry: ['dictionary.added'],
  nameEntry: ['dictionary.renamed'],
  shiftEntry: ['dictionary.moved'],
  stopEntry: ['dictionary.retired'],
  reviveEntry: ['dictionary.broughtBack'],
  deleteEntry: ['dictionary.removed'],
  saveRules: ['settings.changed'],
  saveNewCustomer: ['customer.filed'],
  saveCustomer: ['customer.edited'],
  moveCustomer: ['customer.stageChanged'],
  claim: ['customer.claimed'],
  assign: ['customer.assigned'],
  release: ['customer.released'],
  archive: ['customer.archived'],
  restore: ['customer.restored'],
  saveHandOver: ['customer.handedOver'],
  addCollaborator: ['customer.collaboratorAdded'],
  dropCollaborator: ['customer.collaboratorRemoved'],
  saveNewContact: ['contact.added'],
  saveContact: ['contact.edited'],
  dropContact: ['contact.removed'],
  choosePrimary: ['contact.madePrimary'],
  showContact: ['contact.shown'],
  erasePersonalData: ['contact.erased'],
  saveNewSale: ['sale.filed'],
  saveSale: ['sale.edited', 'sale.refiled', 'sale.editRequested'],
  saveParts: ['sale.editRequested', 'sale.instalmentsSet'],
  reviewSales: ['sale.approved', 'sale.rejected'],
  withdrawChange: ['sale.changeWithdrawn'],
  voidSale: ['sale.voidRequested', 'sale.voided'],
  reverseSale: ['sale.reversed'],
  savePayment: ['payment.recorded', 'payment.refunded'],
  saveVoidPayment: ['payment.voided'],
  saveRecord: ['followUp.recorded'],
  undoSavedRecord: ['followUp.undone'],
  saveRecordEdit: ['followUp.edited'],
  saveNewTask: ['task.added'],
  saveTask: ['task.edited'],
  putTask: ['task.moved'],
  callOffTask: ['task.cancelled'],
  bringBackTask: ['task.reopened'],
  beginTask: ['task.started'],
  saveTargets: ['targets.set'],
  answerQuestions: ['import.answered'],
  publishDraft: ['import.published'],
  cancelDraft: ['import.discarded'],
  openNotification: ['notification.read'],
  readAllNotifications: ['notification.read'],
};
/** Route handlers that write, by the file that says so. */
const handlersRecord: Record<string, readonly AuditAction[]> = {
  'lib/exports/route.ts': ['export.made'],
  'app/api/imports/route.ts': ['import.uploaded'],
  'app/api/contacts/[id]/personal/route.ts': ['contact.exported'],
};
/** The provider of identities sends people back by GET: the one GET that writes, for somebody who isn't a viewer yet. */
const arrivalRecords: readonly AuditAction[] = ['session.started', 'session.failed', 'user.identityLinked'];
/** Recorded by the command line or a job alone. */
const othersRecord: readonly AuditAction[] = ['customer.returned', 'data.generated', 'backup.restored'];

const root = join(import.meta.dirname, '../..');
const sources = ['lib', 'app', 'components']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|e2e)\.tsx?$|^lib\/testing\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const serverActions = sources
  .filter(({ text }) => /^['"]use server['"]/.test(text))
  .flatMap(({ text }) =>
    [...text.matchAll(/^export (?:const|async function) (\w+)/gm)].map(([, name]) => name as string),
  );

test('every server action says which row it leaves, and no other is listed', () => {
  expect(serverActions.length).toBe(new Set(serverActions).size);
  expect(serverActions.toSorted()).toEqual(Object.keys(records).toSorted());
});

test('every handler that writes says so too', () => {
  const writing = sources.filter(({ text }) => /writes: true/.test(text)).map(({ path }) => path);
  expect(writing.toSorted()).toEqual(Object.keys(handlersRecord).toSorted());
});

test('everything there are words for is recorded by one of them, and the other way round', () => {
  const said = [...Object.values(records), ...Object.values(handlersRecord), arrivalRecords, othersRecord].flat();
  expect([...new Set(said)].toSorted()).toEqual(auditActions.toSorted());
});

describe('in the source', () => {
  // Only files of lib that record: an action's own name (`action('sale.file', …)`) is no row.
  const recording = sources.filter(
    ({ path, text }) => path.startsWith('lib/') && !path.startsWith('lib/audit/') && /\brecord(Edit)?\(/.test(text),
  );
  const literals = recording.flatMap(({ text }) => [
    ...[...text.matchAll(/(?:\baction:|recordEdit\()[^,]*/g)].flatMap(([part]) =>
      [...part.matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, name]) => name as string),
    ),
    ...[...text.matchAll(/recordEdit\(tx, viewer, ([^,]+),/g)].flatMap(([, part]) =>
      [...(part as string).matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, name]) => name as string),
    ),
    ...[...text.matchAll(/\baudit\(tx, viewer, '(\w+)'/g)].map(([, verb]) => `dictionary.${verb}`),
  ]);

  test('there are words for every action that is recorded', () => {
    expect(literals.length).toBeGreaterThan(40);
    expect(literals.filter((name) => !(auditActions as string[]).includes(name))).toEqual([]);
  });

  test('no words are left of an action that nothing records any more', () => {
    expect(auditActions.filter((name) => !literals.includes(name))).toEqual([]);
  });
});
