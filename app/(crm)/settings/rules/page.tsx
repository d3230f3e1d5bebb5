import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SettingsPart } from '@/components/people/settings-part';
import { type RuleField, RuleForm } from '@/components/settings/rule-form';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { pooledCount } from '@/lib/customers/queries/pooled-count';
import { getT } from '@/lib/i18n/request';
import { type Translate, translator } from '@/lib/i18n/translator';
import { rulesToChange } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { type RuleKey, ruleSections, spellRules } from '@/lib/settings/rules';

export const metadata: Metadata = { title: translator()('settings.rules.title') };

export default async function RulesPage() {
  const viewer = await requireViewer();
  const sections = rulesToChange(viewer);
  if (sections.length === 0) notFound();
  const t = await getT();
  const settings = readSettings();
  return (
    <>
      <PageHead title={t('settings.rules.title')} caption={t('settings.rules.caption')} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[{ label: t('people.settings.title'), href: '/settings' }, { label: t('settings.rules.title') }]}
        />
      </div>
      {sections.map((section) => {
        const keys = ruleSections[section] as readonly RuleKey[];
        const spelled = spellRules(keys, settings);
        return (
          <div key={section} id={section} className="scroll-mt-4">
            <SettingsPart
              title={t(`settings.rules.section.${section}.title`)}
              text={t(`settings.rules.section.${section}.text`)}
            >
              <RuleForm
                section={section}
                fields={keys.map((key) => ruleField(t, key, spelled[key]))}
                opened={JSON.stringify(spelled)}
                note={section === 'pool' ? poolNote(t, settings.pool, pooledCount(viewer)) : undefined}
                texts={{ save: t('settings.rules.save') }}
                formKey={randomUUID()}
              />
            </SettingsPart>
          </div>
        );
      })}
    </>
  );
}

function ruleField(t: Translate, key: RuleKey, value: string): RuleField {
  const kind =
    key === 'fiscalStart'
      ? 'month'
      : key === 'companyName'
        ? 'text'
        : value === 'on' || value === 'off'
          ? 'switch'
          : 'number';
  return {
    name: key,
    kind,
    value,
    label: t(`settings.rules.field.${key}.label`),
    hint: t(`settings.rules.field.${key}.hint`),
    text: t(`settings.rules.field.${key}.text`),
    options:
      kind === 'switch'
        ? (['on', 'off'] as const).map((one) => ({ value: one, label: t(`settings.rules.${one}`) }))
        : kind === 'month'
          ? Array.from({ length: 12 }, (_, n) => ({
              value: `${n + 1}`,
              label: t('settings.rules.month', { n: n + 1 }),
            }))
          : [],
  };
}

/** What the switch does to the customers that are in the pool, with their number (R8). */
function poolNote(t: Translate, isOn: boolean, count: number): string | undefined {
  if (isOn) return count > 0 ? t('settings.rules.pooled', { count }) : t('settings.rules.pooledNone');
  return count > 0 ? t('settings.rules.pooledOff', { count }) : undefined;
}
