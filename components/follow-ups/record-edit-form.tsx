'use client';

import { ChoiceField, Field, HiddenField, SubmitButton, TagsField, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { saveRecordEdit } from '@/lib/follow-ups/actions';
import type { recordEdit } from '@/messages/zh/follow-ups';

type Texts = typeof recordEdit;
type Values = Record<'method' | 'summary' | 'feedbackTags' | 'feedback' | 'nextPlan', string>;

/** The author's own words again; when the contact was stays (R35). */
export function RecordEditForm({
  recordId,
  values,
  formKey,
  back,
  isFree,
  texts,
}: {
  recordId: number;
  values: Values;
  formKey: string;
  back: string;
  isFree: boolean;
  texts: Texts;
}) {
  return (
    <FormPage
      title={texts.title}
      cancel={texts.cancel}
      cancelHref={back}
      action={saveRecordEdit}
      formKey={formKey}
      draft={`followUp.record.${recordId}`}
      footer={
        <>
          <SubmitButton className="btn btn-primary max-sm:w-full">{texts.save}</SubmitButton>
          {!isFree && <p className="caption">{texts.kept}</p>}
        </>
      }
    >
      <input type="hidden" name="recordId" value={recordId} readOnly />
      <input type="hidden" name="back" value={back} readOnly />
      <HiddenField name="opened" value={JSON.stringify(values)} />
      <ChoiceField
        name="method"
        label={texts.method}
        defaultValue={values.method}
        options={Object.entries(texts.methods).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="summary" label={texts.summary} required defaultValue={values.summary} />
      <TagsField
        name="feedbackTags[]"
        label={texts.feedback}
        defaultValues={values.feedbackTags.split(',')}
        options={Object.entries(texts.tags).map(([value, label]) => ({ value, label }))}
      />
      <Field name="feedback" label={texts.feedbackLine} defaultValue={values.feedback} />
      <Field name="nextPlan" label={texts.nextPlan} defaultValue={values.nextPlan} />
    </FormPage>
  );
}
