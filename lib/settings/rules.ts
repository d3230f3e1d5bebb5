import type { SettingKey, Settings } from './settings';

/** 设置 › 规则: which settings stand in one form together. */
export const ruleSections = {
  company: ['companyName', 'fiscalStart', 'dueDays', 'reviewSales'],
  contacts: ['supervisorsSeeContacts', 'contactViewsPerHour'],
  exports: ['repsMayExport'],
  pool: ['pool', 'poolClaimsPerMonth', 'poolCoolOffDays', 'poolReturnDays'],
  signIn: ['sessionIdleDays', 'sessionDays'],
} as const satisfies Record<string, readonly SettingKey[]>;

export type RuleSection = keyof typeof ruleSections;
export type RuleKey = (typeof ruleSections)[RuleSection][number];
export const ruleSectionNames = Object.keys(ruleSections) as RuleSection[];

/** Settings as their form spells them: a switch is `on` or `off`. */
export const spellRules = <K extends RuleKey>(keys: readonly K[], values: Pick<Settings, K>): Record<K, string> =>
  Object.fromEntries(keys.map((key) => [key, spell(values[key])])) as Record<K, string>;

const spell = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
