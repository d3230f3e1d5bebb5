import { audit } from '@/messages/zh/audit';
import { yuan } from '../format';
import type { Translate } from '../i18n/translator';
import { canEditDictionaries, canManagePeople, rulesToChange } from '../permissions';
import { ruleSectionNames } from '../settings/rules';
import type { Viewer } from '../viewer';
import { type Field, fieldOf, idFields, moneyFields, soleField } from './fields';
import type { Names } from './names';

type Row = {
  actorId: number | null;
  actorName: string;
  action: string;
  objectKind: string;
  objectId: number | null;
  details: unknown;
};
export type Told = {
  who: string;
  what: string;
  /** What kind of thing and which; `href` where the viewer may open it. */
  object: { kind: string; name: string; href: string | null };
  changes: { label: string; before: string; after: string }[];
  facts: { label: string; value: string }[];
};
type Asked = { viewer: Viewer; names: Names; showsFilters: boolean; t: Translate };
type Details = Record<string, unknown>;

const mostOfList = 20;

/** A row of the trail in the words of whoever reads it: fields by their names, ids as what they are the ids of (R41). */
export function tell(row: Row, asked: Asked): Told {
  const t = asked.t as (key: string, params?: object) => string;
  const { before, after, changes: cells, ...rest } = row.details as Details;
  const tellers = { row, asked, t };
  return {
    who: row.actorId !== null || row.action === 'session.failed' ? row.actorName : t('audit.system'),
    what: t(`audit.action.${row.action}`),
    object: objectOf(tellers),
    changes: [...changesOf(tellers, before, after), ...paidChange(tellers, rest), ...targetChanges(tellers, cells)],
    facts: factsOf(tellers, rest),
  };
}

type Tellers = { row: Row; asked: Asked; t: (key: string, params?: object) => string };

const isPlain = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isField = (key: string): key is Field => Object.hasOwn(audit.field, key);

function changesOf(tellers: Tellers, before: unknown, after: unknown): Told['changes'] {
  if (before === undefined && after === undefined) return [];
  const { row, t } = tellers;
  const sole = soleField[row.action as keyof typeof soleField];
  if (sole) {
    const [from, to] = [
      spell(tellers, sole, before),
      spell(tellers, sole, after ?? (sole === 'status' ? 'cancelled' : null)),
    ];
    return [{ label: t(`audit.field.${sole}`), before: from, after: to }];
  }
  if (!isPlain(before) || !isPlain(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [from, to] = [before[key], after[key]];
    if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return [];
    const field = fieldOf(row.action, key, isField);
    // A part of the record, e.g. the customer of a follow-up: its own fields.
    if (!field) return changesOf({ ...tellers, row: { ...row, action: 'customer.edited' } }, from, to);
    return [
      { label: t(`audit.field.${field}`), before: spell(tellers, field, from), after: spell(tellers, field, to) },
    ];
  });
}

const paidChange = (tellers: Tellers, { paidBefore, paidAfter }: Details): Told['changes'] =>
  paidBefore === undefined
    ? []
    : [
        {
          label: tellers.t('audit.field.paid'),
          before: spell(tellers, 'paid', paidBefore),
          after: spell(tellers, 'paid', paidAfter),
        },
      ];

/** 目标: whose, of which month, from what to what. */
function targetChanges(tellers: Tellers, cells: unknown): Told['changes'] {
  if (!Array.isArray(cells)) return [];
  return cells.filter(isPlain).map((cell) => {
    const whose =
      cell.layer === 'person'
        ? spell(tellers, 'userId', cell.userId)
        : cell.layer === 'team'
          ? spell(tellers, 'teamId', cell.teamId)
          : spell(tellers, 'layer', cell.layer);
    return {
      label: `${whose} ${String(cell.month ?? '')}`.trim(),
      before: spell(tellers, 'target', cell.before),
      after: spell(tellers, 'target', cell.after),
    };
  });
}

function factsOf(tellers: Tellers, details: Details): Told['facts'] {
  const { row, asked, t } = tellers;
  return Object.entries(details).flatMap(([key, value]) => {
    const field = fieldOf(row.action, key, isField);
    if (!field || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    if (isOwnWords(row.action, field) && !asked.showsFilters) return [];
    const told = spell(tellers, field, value);
    return told === '' ? [] : [{ label: t(`audit.field.${field}`), value: told }];
  });
}

/** What an export was narrowed to and why somebody looked may name customers: that is for who sees them all (R41). */
const isOwnWords = (action: string, field: Field) =>
  field === 'filters' || (field === 'reason' && ['contact.shown', 'contact.exported', 'export.made'].includes(action));

/** Words of enums: where their texts stand. */
const words: Partial<Record<Field, string>> = {
  level: 'customers.level',
  stage: 'customers.stage',
  review: 'audit.reviewState',
  status: 'audit.taskState',
  role: 'shell.role',
  metric: 'targets.metrics',
  layer: 'audit.layer',
  terms: 'audit.terms',
  termsKind: 'audit.terms',
  dictionary: 'settings.dictionary.kind',
  feedbackTags: 'followUps.tags',
  purpose: 'customers.reveal.purposes',
  handedTo: 'audit.handedTo',
  by: 'audit.signedInBy',
  why: 'audit.refusedWhy',
};

function spell(tellers: Tellers, field: Field, value: unknown): string {
  const { row, asked, t } = tellers;
  if (value === null || value === undefined || value === '') return t('audit.empty');
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (Array.isArray(value)) return listOf(tellers, field, value);
  if (isPlain(value))
    return partsOf(tellers, value)
      .map(({ label, value: of }) => `${label} ${of}`)
      .join('，');
  const named = idFields[field];
  if (named) return asked.names[named].get(Number(value)) ?? t('audit.hidden');
  if (typeof value === 'number' && (moneyFields.includes(field) || field.endsWith('Fen'))) return yuan(value);
  const text = String(value);
  const base =
    field === 'method' ? (/^(payment|sale)\./.test(row.action) ? 'sales.method' : 'followUps.method') : words[field];
  if (!base) return text;
  return text
    .split(',')
    .map((one) => t(`${base}.${one}`, { defaultValue: one }))
    .join('，');
}

function listOf(tellers: Tellers, field: Field, list: unknown[]): string {
  const shown = list.slice(0, mostOfList).map((item) =>
    isPlain(item)
      ? partsOf(tellers, item)
          .map(({ value }) => value)
          .join(' ')
      : spell(tellers, field, item),
  );
  const rest = list.length > mostOfList ? tellers.t('audit.rest', { n: list.length }) : '';
  return shown.filter(Boolean).join('；') + rest;
}

/** The fields of one thing inside the details: a contact, a line of an order. */
const partsOf = (tellers: Tellers, part: Details): Told['facts'] =>
  Object.entries(part).flatMap(([key, value]) =>
    isField(key) && value !== null && value !== ''
      ? [{ label: tellers.t(`audit.field.${key}`), value: spell(tellers, key, value) }]
      : [],
  );

function objectOf({ row, asked, t }: Tellers): Told['object'] {
  const { names, viewer } = asked;
  const { objectKind, objectId, details } = row as Row & { details: Details };
  const kind = t(`audit.object.${objectKind}`, { defaultValue: '' });
  const found = (name: string | undefined, href: string | null) => ({ kind, name: name ?? t('audit.hidden'), href });
  const said = (key: string) => (typeof details[key] === 'string' ? (details[key] as string) : undefined);
  const parent = objectId === null ? undefined : names.parents.get(`${objectKind}.${objectId}`);
  const opens = (part: 'customer' | 'sale' | 'import', id: number | null, path: string) =>
    id !== null && names[part].has(id) ? `${path}/${id}` : null;

  switch (objectKind) {
    case 'customer':
      // Handed over together, or sent to the pool by the day's run.
      if (objectId === null) {
        const together = [details.customers, details.returned, details.warned].filter((list) => Array.isArray(list));
        if (together.length > 0) return { kind, name: t('audit.several', { n: together.flat().length }), href: null };
      }
      return found(names.customer.get(objectId ?? 0), opens('customer', objectId, '/customers'));
    case 'contact':
    case 'followUpRecord':
    case 'followUpTask': {
      const customer = parent && names.customer.get(parent.id);
      const after = isPlain(details.after) ? details.after : details;
      const contact = objectKind === 'contact' && typeof after.name === 'string' ? after.name : undefined;
      return found(
        contact && customer ? `${contact}，${customer}` : customer,
        parent ? opens('customer', parent.id, '/customers') : null,
      );
    }
    case 'sale':
      return Array.isArray(details.sales) && objectId === null
        ? { kind, name: t('audit.several', { n: details.sales.length }), href: null }
        : found(names.sale.get(objectId ?? 0) ?? said('orderNumber'), opens('sale', objectId, '/sales'));
    case 'payment':
      return found(
        (parent && names.sale.get(parent.id)) ?? said('orderNumber'),
        parent ? opens('sale', parent.id, '/sales') : null,
      );
    case 'user':
      return objectId === null
        ? { kind, name: t('audit.unknownLogin'), href: null }
        : found(names.user.get(objectId), canManagePeople(viewer) ? '/settings/people' : null);
    case 'team':
      return found(names.team.get(objectId ?? 0), canManagePeople(viewer) ? '/settings/people' : null);
    case 'dictionary':
      return found(
        names.entry.get(objectId ?? 0) ?? said('name'),
        canEditDictionaries(viewer) ? `/settings/dictionaries?kind=${said('kind') ?? ''}` : null,
      );
    case 'settings': {
      const section = ruleSectionNames.find((one) => one === details.section);
      return {
        kind,
        name: section ? t(`settings.rules.section.${section}.title`) : '',
        href: rulesToChange(viewer).length > 0 ? '/settings/rules' : null,
      };
    }
    case 'import':
      return found(names.import.get(objectId ?? 0), opens('import', objectId, '/imports'));
    case 'export':
      return { kind, name: said('file') ?? '', href: null };
    case 'targets':
      return { kind, name: String(details.year ?? ''), href: '/targets' };
    default:
      return { kind, name: '', href: null };
  }
}
