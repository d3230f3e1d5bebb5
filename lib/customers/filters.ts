import { levels, stages } from '@/db/schema/customers';

/** The whole state of 客户管理, as kept in the address. Ids as text, `none` for customers without one. */
export const levelChoices = [...levels, 'important'] as const;
export const customerOwing = ['any', 'overdue'] as const;
export const dueChoices = ['late', 'week'] as const;
export const customerSorts = ['name', 'level', 'contact', 'due', 'filed'] as const;

export type CustomerFilter = {
  q?: string;
  /** `important`: 战略 and 重点 together. */
  level?: (typeof levelChoices)[number];
  stage?: (typeof stages)[number];
  owner?: string;
  industry?: string;
  region?: string;
  source?: string;
  /** Something owed on any of the customer's sales, or something overdue. */
  owing?: (typeof customerOwing)[number];
  /** The next follow-up is late, or falls into the week up to its Sunday. */
  due?: (typeof dueChoices)[number];
  /** Nobody in contact for this many days. */
  silent?: string;
  /** 协同: the customers the viewer is named at, instead of the owned ones; without any money (R5). */
  shared?: '1';
  /** Archived customers instead of the present ones. */
  archived?: '1';
  sort?: (typeof customerSorts)[number];
  direction?: 'asc' | 'desc';
  after?: string;
  before?: string;
};

type Params = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
const member = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((item) => item === value);

/** Reads the address; what isn't understood is left out, never guessed. */
export function parseCustomerFilter(params: Params): CustomerFilter {
  const silent = one(params.silent);
  const shared = member(['1'] as const, one(params.shared));
  const read: { [K in keyof CustomerFilter]: CustomerFilter[K] | undefined } = {
    q: one(params.q),
    level: member(levelChoices, one(params.level)),
    stage: member(stages, one(params.stage)),
    owner: one(params.owner),
    industry: one(params.industry),
    region: one(params.region),
    source: one(params.source),
    owing: shared ? undefined : member(customerOwing, one(params.owing)),
    due: member(dueChoices, one(params.due)),
    silent: silent && /^\d{1,4}$/.test(silent) ? silent : undefined,
    shared,
    archived: member(['1'] as const, one(params.archived)),
    sort: member(customerSorts, one(params.sort)),
    direction: member(['asc', 'desc'] as const, one(params.direction)),
    after: one(params.after),
    before: one(params.before),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
