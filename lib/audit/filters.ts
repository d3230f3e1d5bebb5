import { audit } from '@/messages/zh/audit';
import type { Query } from '../address';
import { isDay } from '../days';
import type { AuditKind } from './kinds';

/** 操作记录 keeps its whole state in the address. */
export type AuditFilter = {
  q?: string;
  /** An id, or `none` for the system and for whoever never got in. */
  who?: string;
  kind?: AuditKind;
  /** `customer.12`: everything recorded about one object. */
  object?: string;
  /** Days of the company's time zone, both included. */
  from?: string;
  to?: string;
  after?: string;
  before?: string;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads the address; what isn't understood is left out, never guessed. */
export function parseAuditFilter(params: Params): AuditFilter {
  const of = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const day = (name: string) => {
    const value = of(name);
    return value && isDay(value) ? value : undefined;
  };
  const [who, kind, object] = [of('who'), of('kind'), of('object')];
  const filter: AuditFilter & Query = {
    q: of('q')?.slice(0, 100),
    who: who && /^(none|\d{1,9})$/.test(who) ? who : undefined,
    kind: kind && Object.hasOwn(audit.kind, kind) ? (kind as AuditKind) : undefined,
    object: object && /^[a-zA-Z]{1,30}\.\d{1,12}$/.test(object) ? object : undefined,
    from: day('from'),
    to: day('to'),
    after: of('after'),
    before: of('before'),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
