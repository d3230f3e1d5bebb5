import Link from 'next/link';
import { Field } from '@/components/ui/form';
import { getT } from '@/lib/i18n/request';

type Props = {
  values: Record<'name' | 'title' | 'phone' | 'wechat' | 'email', string>;
  /** Where masked values can be looked at (R6); null: they aren't masked. */
  lookAt?: string | null;
};

/** A contact's fields; whoever isn't the owner sees masks and may leave them alone (R6). */
export async function ContactFields({ values, lookAt = null }: Props) {
  const t = await getT();
  return (
    <>
      {lookAt !== null && (
        <p className="text-sm text-ink-2">
          {t('customers.contact.maskedHint')}{' '}
          <Link className="link-quiet inline-block max-sm:py-2.5" href={lookAt} prefetch={false}>
            {t('customers.reveal.open')}
          </Link>
        </p>
      )}
      <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
        <Field name="name" label={t('customers.contact.name')} required defaultValue={values.name} maxLength={50} />
        <Field name="title" label={t('customers.contact.job')} defaultValue={values.title} maxLength={50} />
        <Field
          name="phone"
          label={t('customers.contact.phone')}
          inputMode="tel"
          defaultValue={values.phone}
          maxLength={60}
        />
        <Field name="wechat" label={t('customers.contact.wechat')} defaultValue={values.wechat} maxLength={60} />
        <Field
          name="email"
          label={t('customers.contact.email')}
          inputMode="email"
          defaultValue={values.email}
          maxLength={100}
        />
      </div>
    </>
  );
}
