import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { users } from '@/db/schema/people';
import { settings } from '@/db/schema/settings';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash, type Spelled } from '../edits';
import { none } from '../format';
import { translator } from '../i18n/translator';
import type { Viewer } from '../viewer';
import { readSettings } from './queries';
import { type RuleKey, type RuleSection, ruleSections, spellRules } from './rules';
import type { Settings } from './settings';
import type { ChangeRulesInput } from './validation';
import { storeSettings } from './writes';

/**
 * Changes the settings of one form of 设置 › 规则; they hold from everybody's next request on. Of two people at once each
 * keeps what only they changed; the same setting asks (R42). One audit row with before and after.
 */
export function changeRules(tx: Tx, viewer: Viewer, input: ChangeRulesInput): Outcome {
  const keys = ruleSections[input.section] as readonly RuleKey[];
  const opened = parseOpened(keys, input.opened);
  if (!opened) return refuse('form.stale');
  const stored = readSettings(tx);
  const present = spellRules(keys, stored);
  const values = input as unknown as Settings;
  const merged = mergeEdits(keys, { opened, typed: spellRules(keys, values), present });
  if (merged.clashes.length > 0) return clash(tx, viewer, merged, present);
  if (merged.changed.length === 0) return refuse('settings.rules.nothing');

  const pick = (of: Settings) => Object.fromEntries(merged.changed.map((key) => [key, of[key]]));
  storeSettings(tx, pick(values), viewer.id);
  record(tx, viewer, {
    action: 'settings.changed',
    object: { kind: 'settings', id: null },
    details: { section: input.section, before: pick(stored), after: pick(values) },
  });
  return done({ to: rulesHref(input.section), message: { key: `settings.rules.saved.${input.section}` } });
}

export const rulesHref = (section: RuleSection) => `/settings/rules#${section}`;

function clash(
  tx: Tx,
  viewer: Viewer,
  merged: ReturnType<typeof mergeEdits<RuleKey>>,
  present: Spelled<RuleKey>,
): Outcome {
  const t = translator(viewer.language);
  const last = tx
    .select({ by: users.name, at: settings.updatedAt })
    .from(settings)
    .leftJoin(users, eq(users.id, settings.updatedBy))
    .where(eq(settings.key, merged.clashes[0] as RuleKey))
    .get();
  return refuseClash(merged, present, {
    show: (_key, value) => (value === 'on' || value === 'off' ? t(`settings.rules.${value}`) : value),
    by: last?.by ?? none,
    at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
  });
}
