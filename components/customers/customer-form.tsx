import { Field, SelectField, TextField } from '@/components/ui/form';
import { levels, stages } from '@/db/schema/customers';
import type { CustomerField } from '@/lib/customers/fields';
import type { Choice, FormChoices } from '@/lib/customers/queries/form-choices';
import type { Spelled } from '@/lib/edits';
import { getT } from '@/lib/i18n/request';
import { canSetLevel } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { customerForm as texts } from '@/messages/zh/customers';
import { DuplicateCheck } from './duplicate-check';
import { Fold } from './fold';

type Props = {
  viewer: Viewer;
  values: Spelled<CustomerField>;
  choices: FormChoices;
  dueDays: number;
  today: string;
  /** Editing: without the first contact and the stage, which have forms of their own. */
  customerId?: number;
};

const pair = 'grid gap-x-4 gap-y-3.5 sm:grid-cols-2';

/** The fields of a customer (R9): filing asks for little and folds the rest away, editing shows everything. */
export async function CustomerFields(props: Props) {
  const t = await getT();
  const { customerId, viewer, values, choices } = props;
  const isNew = customerId === undefined;
  return (
    <>
      <div className="space-y-1.5">
        <Field
          name="name"
          label={t('customers.form.name')}
          required
          defaultValue={values.name}
          autoFocus={isNew && values.name === ''}
          maxLength={100}
        />
        <DuplicateCheck texts={texts.twin} {...(isNew ? {} : { except: customerId })} />
      </div>
      {isNew && (
        <div className={pair}>
          <Field name="contactName" label={t('customers.form.contactName')} maxLength={50} />
          <Field name="contactPhone" label={t('customers.form.contactPhone')} inputMode="tel" maxLength={60} />
        </div>
      )}
      <div className={pair}>
        {isNew && <StageFields choices={choices} />}
        <SelectField
          name="level"
          label={t('customers.form.level')}
          defaultValue={values.level}
          options={levels
            .filter((level) => canSetLevel(viewer, isNew ? null : (values.level as typeof level), level))
            .map((level) => ({ value: level, label: t(`customers.level.${level}`) }))}
        />
        <Choose name="sourceId" label="source" value={values.sourceId} choices={choices.source} />
        <Choose name="demandTypeId" label="demandType" value={values.demandTypeId} choices={choices.demandType} />
        {viewer.role !== 'rep' && <OwnerField value={values.ownerId} owners={choices.owners} />}
      </div>
      {isNew ? (
        <Fold title={t('customers.form.more')} hint={t('customers.form.moreHint')} names={folded}>
          <MoreFields {...props} />
        </Fold>
      ) : (
        <MoreFields {...props} />
      )}
    </>
  );
}

const folded = [
  'code',
  'contactTitle',
  'contactWechat',
  'contactEmail',
  'demandChange',
  'demandClear',
  'intendedLineId',
  'expectedAnnual',
  'industryId',
  'regionId',
  'creditCode',
  'terms',
  'termsDays',
  'strategicValue',
  'strategicReason',
  'filedOn',
  'firstContactOn',
  'cooperatingSince',
  'invoiceDetails',
  'notes',
] as const;

async function MoreFields({ values, choices, dueDays, today, customerId }: Props) {
  const t = await getT();
  const label = (name: keyof typeof texts & string) => t(`customers.form.${name}` as 'customers.form.code');
  const text = (name: CustomerField, rest: { hint?: string; maxLength?: number } = {}) => (
    <Field name={name} label={label(name as 'code')} defaultValue={values[name]} {...rest} />
  );
  const date = (name: 'filedOn' | 'firstContactOn' | 'cooperatingSince', hint?: string) => (
    <Field
      name={name}
      label={label(name)}
      type="date"
      max={today}
      defaultValue={values[name]}
      required={name === 'filedOn'}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <div className={pair}>
      {text('code', customerId === undefined ? { hint: t('customers.form.codeHint') } : {})}
      {customerId === undefined && (
        <>
          <Field name="contactTitle" label={t('customers.form.contactTitle')} maxLength={50} />
          <Field name="contactWechat" label={t('customers.form.contactWechat')} maxLength={60} />
          <Field name="contactEmail" label={t('customers.form.contactEmail')} inputMode="email" maxLength={100} />
        </>
      )}
      <Choose name="industryId" label="industry" value={values.industryId} choices={choices.industry} />
      <Choose name="regionId" label="region" value={values.regionId} choices={choices.region} />
      <TextField
        name="demandChange"
        label={t('customers.form.demandChange')}
        hint={t('customers.form.demandChangeHint')}
        defaultValue={values.demandChange}
        className="sm:col-span-2"
        rows={2}
      />
      <SelectField
        name="demandClear"
        label={t('customers.form.demandClear')}
        defaultValue={values.demandClear}
        options={(['', 'yes', 'no'] as const).map((value) => ({
          value,
          label: t(`customers.form.clear.${value === '' ? 'auto' : value}`),
        }))}
      />
      <Choose name="intendedLineId" label="intendedLine" value={values.intendedLineId} choices={choices.line} />
      <Field
        name="expectedAnnual"
        label={t('customers.form.expectedAnnual')}
        hint={t('customers.form.expectedAnnualHint')}
        inputMode="decimal"
        defaultValue={values.expectedAnnual}
      />
      <TermsFields values={values} dueDays={dueDays} />
      <SelectField
        name="strategicValue"
        label={t('customers.form.strategicValue')}
        defaultValue={values.strategicValue}
        options={['', '0', '1', '2', '3', '4', '5'].map((value) => ({
          value,
          label: value || t('customers.form.choose'),
        }))}
      />
      {text('strategicReason')}
      {date('filedOn')}
      {date('firstContactOn', t('customers.form.firstContactHint'))}
      {date('cooperatingSince', t('customers.form.cooperatingSinceHint'))}
      {text('creditCode', { maxLength: 40 })}
      <TextField
        name="invoiceDetails"
        label={t('customers.form.invoiceDetails')}
        defaultValue={values.invoiceDetails}
        className="sm:col-span-2"
        rows={2}
      />
      <TextField
        name="notes"
        label={t('customers.form.notes')}
        defaultValue={values.notes}
        className="sm:col-span-2"
        rows={2}
      />
    </div>
  );
}

/** 流失 brings its reason along; the style sheet alone shows it. */
export async function StageFields({ choices, value = 'contact' }: { choices: FormChoices; value?: string }) {
  const t = await getT();
  return (
    <div className="group space-y-3.5">
      <SelectField
        name="stage"
        label={t('customers.form.stage')}
        defaultValue={value}
        options={stages.map((stage) => ({ value: stage, label: t(`customers.stage.${stage}`) }))}
      />
      <Choose
        name="lossReasonId"
        label="lossReason"
        value=""
        choices={choices.lossReason}
        className="hidden group-has-[option[value=lost]:checked]:block"
        required
      />
    </div>
  );
}

async function TermsFields({ values, dueDays }: Pick<Props, 'values' | 'dueDays'>) {
  const t = await getT();
  return (
    <div className="group grid grid-cols-1 gap-x-2 gap-y-3.5 has-[option[value=days]:checked]:grid-cols-[3fr_2fr]">
      <SelectField
        name="terms"
        label={t('customers.form.terms')}
        defaultValue={values.terms}
        options={(['', 'days', 'month_end'] as const).map((value) => ({
          value,
          label: t(`customers.form.termsKind.${value === '' ? 'default' : value}`, { days: dueDays }),
        }))}
      />
      <Field
        name="termsDays"
        label={t('customers.form.termsDays')}
        inputMode="numeric"
        defaultValue={values.termsDays}
        className="hidden group-has-[option[value=days]:checked]:block"
      />
    </div>
  );
}

async function OwnerField({ value, owners }: { value: string; owners: Choice[] }) {
  const t = await getT();
  const blank = value === '' ? [{ value: '', label: t('customers.detail.noOwner') }] : [];
  return (
    <SelectField
      name="ownerId"
      label={t('customers.form.owner')}
      defaultValue={value}
      options={[...blank, ...(await options(owners))]}
    />
  );
}

type ChooseProps = {
  name: string;
  label: 'source' | 'demandType' | 'industry' | 'region' | 'intendedLine' | 'lossReason';
  value: string;
  choices: Choice[];
  className?: string;
  required?: boolean;
};

async function Choose({ name, label, value, choices, ...rest }: ChooseProps) {
  const t = await getT();
  return (
    <SelectField
      name={name}
      label={t(`customers.form.${label}`)}
      defaultValue={value}
      options={[{ value: '', label: t('customers.form.choose') }, ...(await options(choices))]}
      {...rest}
    />
  );
}

async function options(choices: Choice[]) {
  const t = await getT();
  return choices.map(({ value, name, retired }) => ({
    value,
    label: retired ? t('customers.form.retired', { name }) : name,
  }));
}
