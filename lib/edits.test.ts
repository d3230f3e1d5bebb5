import { describe, expect, test } from 'vitest';
import { mergeEdits, parseOpened, refuseClash } from './edits';

const fields = ['name', 'region'] as const;
const opened = { name: '澜测', region: '华东' };

describe('two people edit one record (R42)', () => {
  test.each([
    // typed, present → what is stored, what clashes
    { typed: { name: '澜测', region: '华东' }, present: opened, values: opened, changed: [], clashes: [] },
    {
      typed: { name: '澜测检测', region: '华东' },
      present: { name: '澜测', region: '华北' },
      values: { name: '澜测检测', region: '华北' },
      changed: ['name'],
      clashes: [],
    },
    {
      typed: { name: '澜测检测', region: '华东' },
      present: { name: '澜测仪器', region: '华东' },
      values: { name: '澜测检测', region: '华东' },
      changed: ['name'],
      clashes: ['name'],
    },
    // Both wrote the same: nothing to decide.
    {
      typed: { name: '澜测', region: '华南' },
      present: { name: '澜测', region: '华南' },
      values: { name: '澜测', region: '华南' },
      changed: [],
      clashes: [],
    },
  ])('typed $typed over $present', ({ typed, present, ...expected }) => {
    expect(mergeEdits(fields, { opened, typed, present })).toEqual(expected);
  });

  test('a clash names both values and renews what the form was opened with', () => {
    // The other one changed the region as well.
    const present = { name: '澜测仪器', region: '华北' };
    const merged = mergeEdits(fields, { opened, typed: { name: '澜测检测', region: '华东' }, present });
    const refusal = refuseClash(merged, present, { show: (_, value) => value, by: '李娜', at: '14:20' });
    expect(refusal.errors?.name?.[0]).toEqual({
      key: 'form.clash',
      params: { theirs: '澜测仪器', by: '李娜', at: '14:20' },
    });
    // The form goes on with the region as it stands now: saving again decides the name and puts nothing back.
    const again = parseOpened(fields, refusal.values?.opened ?? '') as typeof present;
    const typed = parseOpened(fields, JSON.stringify(refusal.values)) as typeof present;
    expect(mergeEdits(fields, { opened: again, typed, present })).toEqual({
      values: { name: '澜测检测', region: '华北' },
      changed: ['name'],
      clashes: [],
    });
  });

  test.each(['', 'null', '{}', '{"name":1,"region":"x"}', '[]'])('%s is no opened form', (text) => {
    expect(parseOpened(fields, text)).toBeNull();
  });
});
