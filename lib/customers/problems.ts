import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { users } from '@/db/schema/people';
import { type DictionaryKind, dictionaryEntries } from '@/db/schema/settings';
import type { FieldErrors, Message } from '../action-core';
import { canActFor, canSetLevel } from '../permissions';
import type { Viewer } from '../viewer';
import { isCodeUsed } from './codes';
import type { CustomerField, CustomerValues } from './fields';
import { type Duplicate, exactDuplicates } from './queries/duplicates';

type Checked = {
  values: CustomerValues;
  /** What the form changes; filing changes everything. */
  changed: ReadonlySet<CustomerField>;
  /** The customer as it stands; null while filing. */
  present: (CustomerValues & { id: number }) | null;
  today: Day;
};

/** What keeps a customer from being filed or changed so, beside each field; empty when nothing does. */
export function customerProblems(tx: Tx, viewer: Viewer, checked: Checked): FieldErrors {
  const { values, changed, present, today } = checked;
  const errors: FieldErrors = {};
  const wrong = (field: CustomerField, key: string, params?: Message['params']) => {
    errors[field] ??= [{ key, params }];
  };
  const touches = (...fields: CustomerField[]) => fields.some((field) => changed.has(field));

  const taken = exactDuplicates(viewer, { ...values, except: present?.id ?? null }, tx);
  if (taken.name) errors.name = [takenMessage('name', taken.name)];
  if (taken.creditCode) errors.creditCode = [takenMessage('creditCode', taken.creditCode)];
  if (touches('creditCode') && values.creditCode !== null && !/^[0-9A-Z]{18}$/.test(values.creditCode))
    wrong('creditCode', 'customers.form.problem.creditCode');
  if (touches('code')) {
    if (values.code === '' && present) wrong('code', 'form.required');
    else if (isCodeUsed(tx, values.code, present?.id ?? null)) wrong('code', 'customers.form.problem.codeUsed');
  }
  for (const [field, kind] of Object.entries(kindOfField) as [keyof typeof kindOfField, DictionaryKind][])
    if (touches(field) && !isLiving(tx, kind, values[field])) wrong(field, 'customers.form.problem.entry');
  if (touches('level') && !canSetLevel(viewer, present?.level ?? null, values.level))
    wrong('level', 'customers.form.problem.strategic');
  if (touches('ownerId') && !mayOwn(tx, viewer, values.ownerId)) wrong('ownerId', 'customers.form.problem.owner');
  if (touches('strategicValue', 'strategicReason') && values.strategicValue !== null && !values.strategicReason)
    wrong('strategicReason', 'customers.form.problem.strategicReason');
  if (values.terms === 'days' && values.termsDays === null) wrong('termsDays', 'customers.form.problem.termsDays');
  if (touches('filedOn', 'firstContactOn')) {
    if (values.filedOn === '') wrong('filedOn', 'form.required');
    else if (values.filedOn > today) wrong('filedOn', 'customers.form.problem.future');
    else if (values.firstContactOn !== null && values.firstContactOn > values.filedOn)
      wrong('firstContactOn', 'customers.form.problem.firstContact', { day: values.filedOn });
  }
  if (touches('cooperatingSince') && values.cooperatingSince !== null && values.cooperatingSince > today)
    wrong('cooperatingSince', 'customers.form.problem.future');
  return errors;
}

/** R10: which customer it is stands there only for whoever may see it. */
export const takenMessage = (by: 'name' | 'creditCode', found: Duplicate): Message =>
  found.id === null
    ? { key: `customers.form.taken.${by}Elsewhere` }
    : {
        key: found.isArchived ? `customers.form.taken.${by}Archived` : `customers.form.taken.${by}`,
        params: { name: found.name, code: found.code },
      };

const kindOfField = {
  sourceId: 'source',
  demandTypeId: 'demand_type',
  industryId: 'industry',
  regionId: 'region',
  intendedLineId: 'product_line',
} as const satisfies Partial<Record<CustomerField, DictionaryKind>>;

/** An entry of that kind that isn't retired; nothing chosen is fine. */
export function isLiving(tx: Tx, kind: DictionaryKind, id: number | null): boolean {
  if (id === null) return true;
  const entry = tx.select().from(dictionaryEntries).where(eq(dictionaryEntries.id, id)).get();
  return entry?.kind === kind && entry.retiredAt === null;
}

/** Somebody active whom the viewer acts for. Nobody at all is no choice: that is a handover's. */
function mayOwn(tx: Tx, viewer: Viewer, ownerId: number | null): boolean {
  if (ownerId === null) return false;
  const person = tx.select().from(users).where(eq(users.id, ownerId)).get();
  return person?.status === 'active' && canActFor(viewer, person);
}
