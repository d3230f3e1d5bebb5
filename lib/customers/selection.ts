import { type CustomerFilter, parseCustomerFilter } from './filters';

/** Which customers a page or action is about: ticked ones, all of a person's, or all that a filter finds. */
export type Selection =
  | { of: 'rows'; ids: number[] }
  | { of: 'person'; userId: number }
  | { of: 'filter'; filter: CustomerFilter };

type Params = Record<string, string | string[] | undefined>;
const isId = (text: string) => /^\d{1,15}$/.test(text);

/** Reads `?row=1&row=2`, `?person=5`, or `?all=1` with the list's own filter; null when it says none of them. */
export function parseSelection(params: Params): Selection | null {
  const { person, all } = params;
  if (typeof person === 'string' && isId(person)) return { of: 'person', userId: Number(person) };
  if (all === '1') {
    const { sort, direction, after, before, ...filter } = parseCustomerFilter(params);
    return { of: 'filter', filter };
  }
  const ids = listOf(params.row).filter(isId).map(Number);
  return ids.length > 0 ? { of: 'rows', ids: [...new Set(ids)] } : null;
}

/** The same as fields of an address or of a form that only reads. */
export function selectionFields(selection: Selection): [name: string, value: string][] {
  if (selection.of === 'person') return [['person', String(selection.userId)]];
  if (selection.of === 'rows') return selection.ids.map((id) => ['row', String(id)]);
  return [['all', '1'], ...(Object.entries(selection.filter) as [string, string][])];
}

export const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
