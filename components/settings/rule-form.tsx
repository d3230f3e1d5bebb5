'use client';

import {
  ActionForm,
  ChoiceField,
  DraftMark,
  Field,
  FormMessage,
  HiddenField,
  SelectField,
  SubmitButton,
} from '@/components/ui/form';
import { saveRules } from '@/lib/settings/actions';
import type { RuleSection } from '@/lib/settings/rules';

export type RuleField = {
  name: string;
  label: string;
  hint: string;
  /** What the setting does, in a sentence or two. */
  text: string;
  value: string;
  /** A number is typed; a switch and a month are chosen. */
  kind: 'text' | 'number' | 'switch' | 'month';
  options: { value: string; label: string }[];
};

/** The settings of one section of 设置 › 规则. */
export function RuleForm({
  section,
  fields,
  opened,
  note,
  texts,
  formKey,
}: {
  section: RuleSection;
  fields: RuleField[];
  opened: string;
  note?: string | undefined;
  texts: { save: string };
  formKey: string;
}) {
  return (
    // Made anew with what was saved, so that the next change starts from it.
    <ActionForm
      key={opened}
      action={saveRules}
      formKey={formKey}
      draft={`rules.${section}`}
      className="max-w-md space-y-5"
    >
      <input type="hidden" name="section" value={section} />
      <HiddenField name="opened" value={opened} />
      {fields.map((field) => (
        <div key={field.name} className="space-y-1.5">
          <RuleInput {...field} />
          <p className="text-sm text-ink-2">{field.text}</p>
        </div>
      ))}
      {note && <p className="border-l-2 border-line-strong pl-3 text-sm">{note}</p>}
      <FormMessage />
      <div className="flex items-center gap-3">
        <SubmitButton className="btn btn-line">{texts.save}</SubmitButton>
        <DraftMark />
      </div>
    </ActionForm>
  );
}

function RuleInput({ kind, name, label, hint, value, options }: RuleField) {
  const common = { name, label, hint, defaultValue: value };
  if (kind === 'switch') return <ChoiceField {...common} options={options} />;
  if (kind === 'month') return <SelectField {...common} options={options} />;
  return <Field {...common} required inputMode={kind === 'number' ? 'numeric' : undefined} autoComplete="off" />;
}
