'use client';

import { Mail, MapPin, MessageCircle, Phone, Users } from 'lucide-react';
import { CustomerPicker } from '@/components/customers/customer-picker';
import {
  ActionForm,
  ChoiceField,
  Field,
  FormMessage,
  HiddenField,
  SelectField,
  SubmitButton,
} from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import type { PickedCustomer } from '@/lib/customers/queries/pick';
import { beginTask, callOffTask, saveNewTask, saveTask } from '@/lib/follow-ups/actions';
import { none } from '@/lib/format';
import type { customerPicker } from '@/messages/zh/customers';
import type { taskForm } from '@/messages/zh/follow-ups';

const icons = { phone: Phone, visit: MapPin, wechat: MessageCircle, email: Mail, meeting: Users };
type Option = { value: string; label: string };
type Texts = typeof taskForm;
type Values = { method: string; objective: string; dueOn: string; assigneeId: string };

const methodOptions = (texts: Texts) =>
  (Object.keys(icons) as (keyof typeof icons)[]).map((method) => {
    const Icon = icons[method];
    return {
      value: method,
      label: (
        <>
          <Icon className="size-4 shrink-0" aria-hidden />
          {texts.methods[method]}
        </>
      ),
    };
  });

function TaskFields({
  values,
  today,
  assignees,
  texts,
}: {
  values: Values;
  today: string;
  assignees: Option[];
  texts: Texts;
}) {
  return (
    <>
      <ChoiceField
        name="method"
        label={texts.method}
        defaultValue={values.method}
        className="[&_.seg>*]:px-1"
        options={methodOptions(texts)}
      />
      <Field name="objective" label={texts.objective} required maxLength={200} defaultValue={values.objective} />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          name="dueOn"
          type="date"
          label={texts.dueOn}
          required
          min={values.dueOn < today ? undefined : today}
          defaultValue={values.dueOn}
        />
        {assignees.length > 1 && (
          <SelectField
            name="assigneeId"
            label={texts.assignee}
            defaultValue={values.assigneeId}
            options={values.assigneeId === '' ? [{ value: '', label: none }, ...assignees] : assignees}
          />
        )}
      </div>
    </>
  );
}

type Shared = { formKey: string; back: string; today: string; assignees: Option[]; texts: Texts };

export function NewTaskForm({
  customer,
  isFixed,
  dueOn,
  pickerTexts,
  ...shared
}: Shared & { customer: PickedCustomer | null; isFixed: boolean; dueOn: string; pickerTexts: typeof customerPicker }) {
  const { texts, back } = shared;
  return (
    <FormPage
      title={texts.title}
      cancel={texts.cancel}
      cancelHref={back}
      action={saveNewTask}
      formKey={shared.formKey}
      draft={`followUp.task.new.${isFixed ? customer?.id : ''}`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{texts.save}</SubmitButton>}
    >
      <HiddenField name="back" value={back} />
      {customer && isFixed ? (
        <p className="truncate text-lg">
          <input type="hidden" name="customerId" value={customer.id} readOnly />
          {customer.name}
        </p>
      ) : (
        <CustomerPicker name="customerId" label={texts.customer} texts={pickerTexts} initial={customer} reached />
      )}
      <TaskFields
        {...shared}
        values={{ method: 'phone', objective: '', dueOn, assigneeId: shared.assignees[0]?.value ?? '' }}
      />
    </FormPage>
  );
}

export function EditTaskForm({ taskId, values, ...shared }: Shared & { taskId: number; values: Values }) {
  const { texts, back } = shared;
  return (
    <ActionForm
      action={saveTask}
      formKey={shared.formKey}
      draft={`followUp.task.${taskId}.edit`}
      className="space-y-3.5"
    >
      <input type="hidden" name="back" value={back} readOnly />
      <input type="hidden" name="taskId" value={taskId} readOnly />
      <HiddenField name="opened" value={JSON.stringify(values)} />
      {shared.assignees.length < 2 && <input type="hidden" name="assigneeId" value={values.assigneeId} readOnly />}
      <TaskFields {...shared} values={values} />
      <FormMessage />
      <SubmitButton className="btn btn-primary max-sm:w-full">{texts.saveEdit}</SubmitButton>
    </ActionForm>
  );
}

/** 开始 and 取消 beside the fields: each a form of its own. */
export function TaskEnds({
  taskId,
  version,
  back,
  keys,
  isOpen,
  texts,
}: {
  taskId: number;
  version: number;
  back: string;
  keys: { begin: string; cancel: string };
  isOpen: boolean;
  texts: Texts;
}) {
  const fixed = (
    <>
      <input type="hidden" name="taskId" value={taskId} readOnly />
      <input type="hidden" name="version" value={version} readOnly />
    </>
  );
  return (
    <>
      {isOpen && (
        <ActionForm action={beginTask} formKey={keys.begin} className="flex flex-wrap items-center gap-3">
          {fixed}
          <SubmitButton className="btn btn-line">{texts.begin}</SubmitButton>
          <span className="caption">{texts.beginHint}</span>
          <FormMessage />
        </ActionForm>
      )}
      <ActionForm
        action={callOffTask}
        formKey={keys.cancel}
        draft={`followUp.task.${taskId}.cancel`}
        className="flex flex-wrap items-end gap-2"
      >
        {fixed}
        <input type="hidden" name="back" value={back} readOnly />
        <Field name="reason" label={texts.reason} required maxLength={200} className="min-w-56 flex-1" />
        <SubmitButton className="btn btn-line">{texts.callOff}</SubmitButton>
        <FormMessage />
      </ActionForm>
    </>
  );
}
