import { type TimelinePart, timelineParts } from './queries/timeline';

export const customerTabs = ['timeline', 'sales', 'contacts'] as const;
export type CustomerTab = (typeof customerTabs)[number];
/** What a customer's page shows, as kept in its address. */
export type CustomerPage = {
  tab: CustomerTab;
  part: TimelinePart;
  owing?: 'any' | 'overdue';
  after?: string;
  before?: string;
};

type Params = Record<string, string | string[] | undefined>;

export function parseCustomerPage(params: Params): CustomerPage {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) || undefined;
  };
  const owing = (['any', 'overdue'] as const).find((part) => part === one('owing'));
  const [after, before] = [one('after'), one('before')];
  return {
    tab: customerTabs.find((tab) => tab === one('tab')) ?? 'timeline',
    part: timelineParts.find((part) => part === one('part')) ?? 'all',
    ...(owing ? { owing } : {}),
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
  };
}
