import { followUpMethods } from '@/db/schema/follow-ups';
import { isDay } from '../days';

export const taskDues = ['late', 'today', 'week'] as const;

/** The whole state of 客户跟进, as kept in the address: records by contact day, or open tasks by due day. */
export type FollowUpFilter = {
  q?: string;
  /** Records: who was in contact. Tasks: whose task it is. */
  person?: string;
  method?: (typeof followUpMethods)[number];
  /** Contact days, both ends included. */
  from?: string;
  to?: string;
  customer?: string;
  /** 未接通 only, or reached only. */
  reached?: 'yes' | 'no';
  due?: (typeof taskDues)[number];
  direction?: 'asc' | 'desc';
  after?: string;
  before?: string;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads the address; what isn't understood is left out, never guessed. */
export function parseFollowUpFilter(params: Params): FollowUpFilter {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const day = (name: string) => {
    const value = one(name);
    return value && isDay(value) ? value : undefined;
  };
  const member = <T extends string>(list: readonly T[], name: string) => list.find((item) => item === one(name));
  const read: { [K in keyof FollowUpFilter]: FollowUpFilter[K] | undefined } = {
    q: one('q'),
    person: one('person'),
    method: member(followUpMethods, 'method'),
    from: day('from'),
    to: day('to'),
    customer: one('customer'),
    reached: member(['yes', 'no'] as const, 'reached'),
    due: member(taskDues, 'due'),
    direction: member(['asc', 'desc'] as const, 'direction'),
    after: one('after'),
    before: one('before'),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
