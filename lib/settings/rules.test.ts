import { desc } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { settings } from '@/db/schema/settings';
import { freshDatabase } from '@/db/test-db';
import { namesFor } from '../audit/names';
import { tell } from '../audit/tell';
import { idle } from '../form-state';
import { translator } from '../i18n/translator';
import { rulesToChange } from '../permissions';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { signedIn } from '../testing/outside';
import { makePerson, sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { saveRules } from './actions';
import { readSettings } from './queries';
import { type RuleKey, type RuleSection, ruleSections, spellRules } from './rules';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
class Left extends Error {
  constructor(readonly to: string) {
    super(to);
  }
}
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Left(to);
  },
}));

let db: Db;
let f: FixtureF;
let admin: Viewer;
let manager: Viewer;
let key = 0;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
  [admin, manager] = await write((tx) => [
    makePerson(tx, '钱工', 'rep', f.team, true),
    makePerson(tx, '何总', 'manager', null),
  ]);
});

const opened = (section: RuleSection) => spellRules(ruleSections[section] as readonly RuleKey[], readSettings(db));

/** Posts a section's form as it stands with `typed` in it; where it leads, or the form's state. */
async function post(
  viewer: Viewer,
  section: RuleSection,
  typed: Partial<Record<RuleKey, string>>,
  from = opened(section),
) {
  await write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });
  const form = new FormData();
  const values = { ...from, ...typed, section, opened: JSON.stringify(from), _key: `key ${key++}` };
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  try {
    return { to: null, state: await saveRules(idle, form) };
  } catch (left) {
    if (!(left instanceof Left)) throw left;
    return { to: left.to, state: null };
  }
}
const audits = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).all();

describe('a change', () => {
  test('is stored, holds for the next reader and leaves one row that says it in words', async () => {
    const before = audits().length;
    expect((await post(admin, 'signIn', { sessionIdleDays: ' ３ ' })).to).toBe('/settings/rules#signIn');
    expect(readSettings(db)).toMatchObject({ sessionIdleDays: 3, sessionDays: 30 });
    const [row, ...earlier] = audits();
    expect(earlier).toHaveLength(before);
    expect(row).toMatchObject({
      action: 'settings.changed',
      actorId: admin.id,
      details: { section: 'signIn', before: { sessionIdleDays: 7 }, after: { sessionIdleDays: 3 } },
    });
    const told = tell(row as NonNullable<typeof row>, {
      viewer: f.manager,
      names: namesFor(f.manager, [row as NonNullable<typeof row>], db),
      showsFilters: true,
      t: translator(),
    });
    expect(told).toMatchObject({
      what: '修改规则',
      object: { kind: '规则', name: '登录', href: '/settings/rules' },
      changes: [{ label: '不用多少天后退出', before: '7', after: '3' }],
      facts: [],
    });
  });

  test('stores what was changed and nothing else', async () => {
    await post(admin, 'pool', { pool: 'on' });
    const keys = db.select({ key: settings.key }).from(settings).all();
    expect(keys.map((row) => row.key).toSorted()).toEqual(['companyName', 'pool']);
    expect(readSettings(db)).toMatchObject({ pool: true, poolClaimsPerMonth: 10 });
  });

  test('that changes nothing is no change', async () => {
    const before = audits().length;
    expect((await post(admin, 'exports', {})).state?.message).toBe('没有改动，不用保存');
    expect(audits()).toHaveLength(before);
  });

  test.each([
    ['company', 'companyName', '  ', '这里要填'],
    ['company', 'fiscalStart', '13', '选 1 到 12 月'],
    ['company', 'dueDays', '三十', '填 0 到 3650 的整数'],
    ['company', 'reviewSales', 'maybe', '请选一项'],
    ['contacts', 'contactViewsPerHour', '0', '填 1 到 1000 的整数'],
    ['pool', 'poolClaimsPerMonth', '1.5', '填 1 到 10000 的整数'],
    ['pool', 'poolCoolOffDays', '-1', '填 0 到 3650 的整数'],
    ['pool', 'poolReturnDays', '3651', '填 0 到 3650 的整数'],
    ['signIn', 'sessionDays', '366', '填 1 到 365 的整数'],
  ] as const)('%s %s = "%s" is refused with words', async (section, name, value, words) => {
    const [before, count] = [readSettings(db), audits().length];
    expect((await post(admin, section, { [name]: value })).state?.errors[name]).toEqual([words]);
    expect(readSettings(db)).toEqual(before);
    expect(audits()).toHaveLength(count);
  });
});

describe('two people at once (R42)', () => {
  test('keep both changes to different settings', async () => {
    const stale = opened('pool');
    await post(admin, 'pool', { poolCoolOffDays: '10' }, stale);
    await post(manager, 'pool', { poolReturnDays: '90' }, stale);
    expect(readSettings(db)).toMatchObject({ poolCoolOffDays: 10, poolReturnDays: 90 });
  });

  test('see both values of the same setting, and the second decides', async () => {
    const stale = opened('pool');
    await post(admin, 'pool', { pool: 'on', poolCoolOffDays: '10' }, stale);
    const { state } = await post(manager, 'pool', { poolCoolOffDays: '20' }, stale);
    expect(state?.errors.poolCoolOffDays?.[0]).toMatch(/^钱工 .* 已把这里改成“10”。要用你填的，再保存一次$/);
    expect(state?.values).toMatchObject({ pool: 'on', poolCoolOffDays: '20' });
    expect(readSettings(db).poolCoolOffDays).toBe(10);
    await post(manager, 'pool', { poolCoolOffDays: '20' }, JSON.parse(state?.values.opened as string));
    expect(readSettings(db)).toMatchObject({ pool: true, poolCoolOffDays: 20 });
  });
});

describe('who may', () => {
  test('an admin everything, a manager what opens data, others nothing', () => {
    expect(rulesToChange(admin)).toEqual(['company', 'contacts', 'exports', 'pool', 'signIn']);
    expect(rulesToChange(manager)).toEqual(['contacts', 'exports', 'pool']);
    expect(rulesToChange(f.supervisor)).toEqual([]);
    expect(rulesToChange(f.wanglei)).toEqual([]);
  });

  test('what is not theirs answers like missing, and nothing is written', async () => {
    const [before, count] = [readSettings(db), audits().length];
    const tries: [Viewer, RuleSection, Partial<Record<RuleKey, string>>][] = [
      [f.wanglei, 'exports', { repsMayExport: 'off' }],
      [f.supervisor, 'contacts', { supervisorsSeeContacts: 'on' }],
      [f.supervisor, 'pool', { pool: 'on' }],
      [manager, 'signIn', { sessionDays: '300' }],
      [manager, 'company', { reviewSales: 'off' }],
    ];
    for (const [viewer, section, typed] of tries)
      expect((await post(viewer, section, typed)).state?.message).toBe('没有这条记录，可能已被删除或不归你管');
    // A field of another section beside one's own is left unread.
    await post(manager, 'exports', { sessionDays: '300' });
    expect(readSettings(db)).toEqual(before);
    expect(audits()).toHaveLength(count);
  });
});
