'use client';

import { Building2, Clock, Mail, MapPin, MessageCircle, Phone, Users } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type RefObject, useEffect, useRef } from 'react';
import { CustomerPicker } from '@/components/customers/customer-picker';
import { ChoiceField, FieldErrors, HiddenField, SubmitButton, TagsField, useField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import type { FollowUpMethod } from '@/db/schema/follow-ups';
import { daysBetween } from '@/lib/days';
import { saveRecord } from '@/lib/follow-ups/actions';
import { dayInWords } from '@/lib/follow-ups/plan';
import type { About, FormCalendar } from '@/lib/follow-ups/queries/form';
import type { customerPicker } from '@/messages/zh/customers';
import type { recordForm } from '@/messages/zh/follow-ups';
import { NextStep, plannedOf } from './next-step';
import { OverInput } from './over-input';
import { StageAndDemand } from './stage-and-demand';
import { useFormValues } from './use-form-values';

const icons = { phone: Phone, visit: MapPin, wechat: MessageCircle, email: Mail, meeting: Users };
// In the browser, the lists are the keys of their words: the schema stays on the server.
const methods = Object.keys(icons) as FollowUpMethod[];
type Option = { value: string; label: string };
type Texts = typeof recordForm;
type Props = {
  formKey: string;
  draft: string;
  about: About | null;
  /** Opened from a record: the customer stays, and the form works without script. */
  isFixed: boolean;
  calendar: FormCalendar;
  /** "2026-03-31T12:00" on the company's clock. */
  now: string;
  words: { lossReasons: Option[]; demandTypes: Option[] };
  back: string;
  texts: Texts;
  pickerTexts: typeof customerPicker;
};

/** 记跟进: one save files the record, completes the task, moves the stage and plans the next (R34). */
export function RecordForm(props: Props) {
  const { about, isFixed, calendar, texts, back, now } = props;
  const router = useRouter();
  const customer = about?.customer ?? null;
  return (
    <FormPage
      title={texts.title}
      cancel={texts.cancel}
      cancelHref={back}
      action={saveRecord}
      formKey={props.formKey}
      draft={props.draft}
      footer={<Footer about={about} calendar={calendar} texts={texts} />}
    >
      <HiddenField name="back" value={back} />
      <input type="hidden" name="taskId" value={about?.task?.id ?? ''} readOnly />
      {customer && isFixed ? (
        <FixedCustomer
          customer={customer}
          today={calendar.today}
          back={back}
          texts={texts}
          levels={props.pickerTexts.level}
        />
      ) : (
        <Pick
          customer={customer}
          texts={texts}
          pickerTexts={props.pickerTexts}
          back={back}
          onPick={(id) =>
            router.replace(`/follow-ups/new?${new URLSearchParams({ picked: String(id), back })}`, { scroll: false })
          }
        />
      )}
      {about?.task && <TaskLine task={about.task} texts={texts} />}
      <ChoiceField
        // Another customer's task may ask for another method.
        key={`method ${customer?.id}`}
        name="method"
        label={texts.method}
        defaultValue={about?.task?.method ?? 'phone'}
        className="[&_.seg>*]:px-1 [&>legend]:sr-only"
        options={methods.map((method) => ({ value: method, label: <Method method={method} texts={texts} /> }))}
      />
      <Summary now={now} isFocused={customer !== null} texts={texts} />
      <Feedback texts={texts} />
      <NextStep
        calendar={calendar}
        level={customer?.level ?? null}
        isShared={customer?.isShared ?? false}
        texts={texts}
      />
      {customer && !customer.isShared && (
        <StageAndDemand key={customer.id} customer={customer} words={props.words} texts={texts} />
      )}
    </FormPage>
  );
}

function Method({ method, texts }: { method: FollowUpMethod; texts: Texts }) {
  const Icon = icons[method];
  return (
    <>
      <Icon className="size-4 shrink-0" aria-hidden />
      {texts.methods[method]}
    </>
  );
}

type Customer = About['customer'];

function FixedCustomer({
  customer,
  today,
  back,
  texts,
  levels,
}: {
  customer: Customer;
  today: string;
  back: string;
  texts: Texts;
  levels: Props['pickerTexts']['level'];
}) {
  const { name, level, contactName, lastContactOn } = customer;
  const ago = lastContactOn === null ? null : daysBetween(lastContactOn, today);
  const last =
    lastContactOn === null || ago === null
      ? texts.never
      : ago === 0
        ? texts.lastToday
        : texts.last.replace('{{day}}', lastContactOn.slice(5)).replace('{{ago}}', `${ago}`);
  return (
    <div className="flex w-full items-center gap-2.5 rounded-box border border-line bg-base-200 px-3 py-2">
      <input type="hidden" name="customerId" value={customer.id} readOnly />
      <Building2 className="size-5 shrink-0 text-ink-3" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate text-lg">{name}</span>
          <span className={`level level-${level}`}>{levels[level]}</span>
        </span>
        <span className="caption block truncate">
          {[contactName && texts.contact.replace('{{name}}', contactName), last].filter(Boolean).join('，')}
        </span>
      </span>
      <Link
        className="-my-2 grid min-h-11 min-w-11 shrink-0 place-items-center text-sm text-primary"
        href={`/follow-ups/new?${new URLSearchParams({ back })}`}
        prefetch={false}
      >
        {texts.change}
      </Link>
    </div>
  );
}

function Pick({
  customer,
  texts,
  pickerTexts,
  back,
  onPick,
}: {
  customer: Customer | null;
  texts: Texts;
  pickerTexts: typeof customerPicker;
  back: string;
  onPick: (id: number) => void;
}) {
  const whole = useRef<HTMLDivElement>(null);
  const isEmpty = useRef(customer === null);
  useEffect(() => {
    // A blank form begins with its customer; the summary comes after it.
    if (isEmpty.current) whole.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus();
  }, []);
  return (
    <div ref={whole}>
      <CustomerPicker
        name="customerId"
        label={texts.customer}
        texts={pickerTexts}
        initial={customer}
        reached
        // Back from filing a new customer it is this form still, with what was typed before.
        back={`/follow-ups/new?${new URLSearchParams({ draft: 'blank', back })}`}
        onPick={({ id }) => {
          onPick(id);
          focusSummary(whole);
        }}
      />
    </div>
  );
}

const focusSummary = (inside: RefObject<HTMLElement | null>) =>
  inside.current?.closest('form')?.querySelector<HTMLElement>('textarea[name="summary"]')?.focus();

function TaskLine({ task, texts }: { task: NonNullable<About['task']>; texts: Texts }) {
  const what = task.objective ?? texts.automatic;
  return (
    <p className="flex items-baseline gap-2 text-sm text-ink-2">
      <span className="line-clamp-2 min-w-0 break-words">{texts.task.replace('{{what}}', what)}</span>
      <span className="caption ml-auto shrink-0">{texts.due.replace('{{day}}', dayInWords(task.dueOn, texts))}</span>
    </p>
  );
}

function Summary({ now, isFocused, texts }: { now: string; isFocused: boolean; texts: Texts }) {
  const field = useField('summary');
  const at = useField('contactedAt');
  const whole = useRef<HTMLDivElement>(null);
  const values = useFormValues(whole);
  const typed = String(values?.get('contactedAt') ?? at.value);
  return (
    <div ref={whole}>
      <span className="field-label items-center">
        <label htmlFor="summary">{texts.summary}</label> <b aria-hidden>*</b>
        <OverInput
          key={at.key}
          type="datetime-local"
          name="contactedAt"
          label={texts.contactedAt}
          value={at.value}
          max={now}
        >
          <Clock className="mr-1 size-3.5" aria-hidden />
          {typed === '' ? texts.now : whenText(typed, now, texts)}
        </OverInput>
      </span>
      <textarea
        key={field.key}
        id="summary"
        name="summary"
        rows={3}
        defaultValue={field.value}
        className={`textarea field-sizing-content min-h-22 w-full text-lg ${field.errors.length > 0 ? 'textarea-error' : ''}`}
        placeholder={texts.summaryPlaceholder}
        aria-required
        aria-invalid={field.errors.length > 0}
        aria-describedby={field.errorId}
        // biome-ignore lint/a11y/noAutofocus: the form is opened to write this
        autoFocus={isFocused}
      />
      <FieldErrors name="summary" errors={field.errors} />
      <FieldErrors name="contactedAt" errors={at.errors} />
      {typed !== '' && isMoreThanADay(typed, now) && <p className="caption mt-1">{texts.late}</p>}
    </div>
  );
}

function whenText(typed: string, now: string, texts: Texts): string {
  const [day = '', time = ''] = typed.split('T');
  const ago = daysBetween(day, now.slice(0, 10));
  const words = ago === 0 ? texts.today : ago === 1 ? texts.yesterday : dayInWords(day, texts);
  return texts.at.replace('{{day}}', words).replace('{{time}}', time.slice(0, 5));
}

/** By the clock on the wall; the server decides by the moments themselves. */
function isMoreThanADay(typed: string, now: string): boolean {
  const ago = daysBetween(typed.slice(0, 10), now.slice(0, 10));
  return ago > 1 || (ago === 1 && typed.slice(11, 16) < now.slice(11, 16));
}

function Feedback({ texts }: { texts: Texts }) {
  const field = useField('feedback');
  return (
    <div>
      <TagsField
        name="feedbackTags[]"
        label={texts.feedback}
        options={Object.entries(texts.tags).map(([value, label]) => ({ value, label }))}
      />
      <input
        key={field.key}
        className="input mt-1.5 w-full"
        name="feedback"
        defaultValue={field.value}
        placeholder={texts.feedbackPlaceholder}
        aria-label={texts.feedbackLine}
      />
      <FieldErrors name="feedback" errors={field.errors} />
    </div>
  );
}

function Footer({ about, calendar, texts }: { about: About | null; calendar: FormCalendar; texts: Texts }) {
  const whole = useRef<HTMLDivElement>(null);
  const values = useFormValues(whole);
  const asked = useField('asked');
  const confirmed = useField('confirmed');
  return (
    <div ref={whole} className="space-y-1.5">
      <input type="hidden" name="asked" value={asked.value} readOnly />
      {confirmed.errors.length > 0 && (
        <div>
          <FieldErrors name="confirmed" errors={confirmed.errors} />
          <label className="flex min-h-11 items-center gap-2">
            <input type="checkbox" className="checkbox checkbox-sm" name="confirmed" value="1" aria-invalid />
            {texts.again}
          </label>
        </div>
      )}
      {/* Enter in a field presses the first button of the form: 保存 stands first. */}
      <div className="flex flex-row-reverse gap-2 sm:justify-end">
        <SubmitButton className="btn btn-primary flex-1 text-lg sm:min-w-40 sm:flex-none sm:text-base">
          {texts.save}
        </SubmitButton>
        <SubmitButton className="btn btn-line px-4 sm:px-3" name="outcome" value="unreached">
          {texts.unreached}
        </SubmitButton>
      </div>
      <p className="caption min-h-4 text-center sm:text-left">{values && willDo(values, about, calendar, texts)}</p>
    </div>
  );
}

/** What the save does besides: "同时完成今天的任务、更新状态、排好 4 月 1 日的跟进". */
function willDo(values: FormData, about: About | null, calendar: FormCalendar, texts: Texts): string {
  const text = (name: string) => String(values.get(name) ?? '');
  const day = plannedOf(values, calendar, about?.customer.level ?? null);
  const stage = text('lossReasonId') ? 'lost' : text('stage');
  const customer = about?.customer;
  const parts = [
    about?.task && (about.task.dueOn === calendar.today ? texts.wills.todayTask : texts.wills.task),
    customer && !customer.isShared && stage !== '' && stage !== customer.stage && texts.wills.stage,
    // Just after picking, the fields of the customer aren't in the form yet.
    customer &&
      values.has('demandTypeId') &&
      (text('demandTypeId') !== String(customer.demandTypeId ?? '') ||
        text('demandChange') !== (customer.demandChange ?? '')) &&
      texts.wills.demand,
    day &&
      (stage !== 'lost' || text('nextOn') !== '' || text('next') !== 'cadence') &&
      texts.wills.next.replace('{{day}}', dayInWords(day, { day: texts.dayShort, weekdays: texts.weekdays })),
  ].filter(Boolean);
  return parts.length > 0 ? texts.will.replace('{{what}}', parts.join('、')) : texts.willNothing;
}
