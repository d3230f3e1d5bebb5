import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { dictionaryEntries } from '@/db/schema/settings';
import { done, type Outcome, refuse, refuseFields } from '../action-core';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { today } from '../clock';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash, type Spelled } from '../edits';
import { none } from '../format';
import { translator } from '../i18n/translator';
import { readSettings } from '../settings/queries';
import { codeKey, nameKey, searchText, sortKey } from '../text';
import type { Viewer } from '../viewer';
import { giveUpCode } from './codes';
import { clearByType, keepDemand } from './demand';
import {
  type CustomerField,
  type CustomerValues,
  columnsOf,
  customerFields,
  pickFields,
  spelledCustomer,
  valuesOf,
} from './fields';
import type { Aftercare } from './give';
import { keepOwnerChange } from './owner';
import { customerProblems } from './problems';
import { findOpenCustomer } from './queries/customer';
import type { EditCustomerInput } from './validation';
import { teamOf } from './writes';

type Row = typeof customers.$inferSelect;
/**
 * Changes a customer's own fields. Two people's changes to different fields are both kept; the same field asks (R42).
 * Who owns a customer is not a rep's to say; with a new owner the open follow-ups go along (R7).
 */
export function editCustomer(
  tx: Tx,
  viewer: Viewer,
  input: EditCustomerInput,
  { follow, tell }: Pick<Aftercare, 'follow' | 'tell'>,
): Outcome {
  const found = findOpenCustomer(viewer, input.customerId, tx);
  if (!found) return refuse('form.gone');
  const row = found.customer;
  const opened = parseOpened(customerFields, input.opened);
  if (!opened) return refuse('form.stale');
  const present = valuesOf(row);
  const typed = {
    ...input,
    termsDays: input.terms === 'days' ? input.termsDays : null,
    ...(viewer.role === 'rep' ? { ownerId: row.ownerId } : {}),
  };
  const asked = { opened, typed: spelledCustomer(typed), present: spelledCustomer(present) };
  if (viewer.role === 'rep') asked.opened = { ...opened, ownerId: asked.present.ownerId };
  const merged = mergeEdits(customerFields, asked);
  if (merged.clashes.length > 0) return clash(tx, viewer, row, merged, asked.present);
  const { changed } = merged;

  const values: CustomerValues = {
    ...present,
    ...Object.fromEntries(changed.map((field) => [field, typed[field]])),
  };
  const errors = customerProblems(tx, viewer, {
    values,
    changed: new Set(changed),
    present: { ...present, id: row.id },
    today: today(readSettings(tx).timeZone),
  });
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  if (changed.length === 0) return refuse('customers.form.nothing');
  store(tx, viewer, row, values, changed);
  if (values.ownerId !== row.ownerId) {
    follow(tx, row.id, 'owner');
    const { id: customerId, ownerId: from, teamId } = row;
    tell(tx, viewer, [{ customerId, from, to: values.ownerId, teamId, isPooled: false }]);
  }
  if (values.ownerId === row.ownerId && values.level !== row.level) follow(tx, row.id, 'level');
  return done({ to: `/customers/${row.id}`, message: { key: 'customers.form.saved' } });
}

function store(tx: Tx, viewer: Viewer, row: Row, values: CustomerValues, changed: CustomerField[]) {
  const { code, name, ...columns } = columnsOf(values);
  const has = (...fields: CustomerField[]) => fields.some((field) => changed.includes(field));
  // 需求明确 follows a new demand type unless it was said as well.
  const demandClear =
    has('demandTypeId') && !has('demandClear') ? clearByType(tx, values.demandTypeId) : columns.demandClear;
  const { changes } = tx
    .update(customers)
    .set({
      ...columns,
      demandClear,
      name,
      nameKey: nameKey(name),
      sortKey: sortKey(name),
      code,
      codeKey: codeKey(code),
      searchText: searchText([name, code]),
      ...(has('ownerId') ? { teamId: teamOf(tx, values.ownerId), pooledAt: null } : {}),
      version: sql`version + 1`,
    })
    .where(and(eq(customers.id, row.id), eq(customers.version, row.version)))
    .run();
  if (changes !== 1) throw new Error('the customer changed under the transaction');
  if (has('ownerId')) {
    const after = { ownerId: values.ownerId, teamId: teamOf(tx, values.ownerId) };
    keepOwnerChange(tx, row, after, { kind: 'edited', by: viewer.id });
  }
  if (has('code') && codeKey(row.code) !== codeKey(code)) giveUpCode(tx, row.code, row.id, viewer.id);
  if (has('demandTypeId', 'demandChange'))
    keepDemand(tx, row.id, values, { on: today(readSettings(tx).timeZone), by: viewer.id });
  const before = valuesOf(row);
  record(tx, viewer, {
    action: 'customer.edited',
    object: { kind: 'customer', id: row.id },
    details: { before: pickFields(before, changed), after: pickFields(values, changed) },
  });
}

type Merged = ReturnType<typeof mergeEdits<CustomerField>>;

function clash(tx: Tx, viewer: Viewer, row: Row, merged: Merged, present: Spelled<CustomerField>): Outcome {
  const last = lastChange(tx, { kind: 'customer', id: row.id });
  return refuseClash(merged, present, {
    show: (field, value) => shown(tx, viewer, field, value) || none,
    by: last?.by ?? none,
    at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
  });
}

/** A field's value in words: names for ids. */
function shown(tx: Tx, viewer: Viewer, field: CustomerField, value: string): string {
  if (value === '') return '';
  const t = translator(viewer.language);
  if (field === 'ownerId')
    return (
      tx
        .select({ name: users.name })
        .from(users)
        .where(eq(users.id, Number(value)))
        .get()?.name ?? ''
    );
  if (field.endsWith('Id')) {
    const entry = tx
      .select()
      .from(dictionaryEntries)
      .where(eq(dictionaryEntries.id, Number(value)))
      .get();
    return entry?.name ?? '';
  }
  if (field === 'level') return t(`customers.level.${value as Row['level']}`);
  if (field === 'demandClear') return t(`customers.form.clear.${value as 'yes' | 'no'}`);
  if (field === 'terms') return t(`customers.form.termsKind.${value as 'days' | 'month_end'}`);
  return value;
}
