import type { Fen } from '@/db/columns';
import type { customers, Level } from '@/db/schema/customers';
import type { Spelled } from '../edits';
import { decimalString } from '../money';
import type { CustomerInput } from './validation';

type Row = typeof customers.$inferSelect;

/** The fields of a customer's form, under the names they have there (R42). */
export const customerFields = [
  'name',
  'code',
  'level',
  'sourceId',
  'demandTypeId',
  'demandChange',
  'demandClear',
  'industryId',
  'regionId',
  'intendedLineId',
  'ownerId',
  'creditCode',
  'terms',
  'termsDays',
  'expectedAnnual',
  'strategicValue',
  'strategicReason',
  'cooperatingSince',
  'filedOn',
  'firstContactOn',
  'invoiceDetails',
  'notes',
] as const satisfies readonly (keyof CustomerInput)[];
export type CustomerField = (typeof customerFields)[number];
export type CustomerValues = Pick<CustomerInput, CustomerField>;

/** A customer as its form holds it. */
export const valuesOf = (row: Row): CustomerValues => ({
  ...row,
  terms: row.termsKind ?? '',
  expectedAnnual: row.expectedAnnualFen,
});

/** What the form holds as columns, and nothing else it was posted with; keys, search text and team follow elsewhere. */
export function columnsOf(values: CustomerValues) {
  const { terms, termsDays, expectedAnnual, ...columns } = pickFields(values, customerFields);
  return {
    ...columns,
    termsKind: terms || null,
    termsDays: terms === 'days' ? termsDays : null,
    expectedAnnualFen: expectedAnnual,
  };
}

/** Those fields of a customer alone: at run time a form holds more than its type says, the first contact for one. */
export const pickFields = <F extends CustomerField>(values: CustomerValues, fields: readonly F[]) =>
  Object.fromEntries(fields.map((field) => [field, values[field]])) as Pick<CustomerValues, F>;

/** A form nobody has filled in yet. */
export const blankCustomer: Spelled<CustomerField> = {
  ...(Object.fromEntries(customerFields.map((field) => [field, ''])) as Spelled<CustomerField>),
  level: 'normal',
};

/** Values as the form's inputs spell them. */
export const spelledCustomer = (values: CustomerValues): Spelled<CustomerField> =>
  Object.fromEntries(customerFields.map((field) => [field, spelled(values[field], field)])) as Spelled<CustomerField>;

function spelled(value: string | number | boolean | Level | Fen | null, field: CustomerField): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return field === 'expectedAnnual' ? decimalString(Number(value), 2).replace(/\.00$/, '') : String(value);
}
