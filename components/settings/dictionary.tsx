import { randomUUID } from 'node:crypto';
import { ArrowDown, ArrowUp, Pencil } from 'lucide-react';
import { ActionForm, Field, FormMessage, HiddenField, SubmitButton } from '@/components/ui/form';
import { Empty } from '@/components/ui/page';
import type { DictionaryKind } from '@/db/schema/settings';
import type { ServerAction } from '@/lib/form-state';
import { getT } from '@/lib/i18n/request';
import { createEntry, deleteEntry, nameEntry, reviveEntry, shiftEntry, stopEntry } from '@/lib/settings/actions';
import type { DictionaryEntry } from '@/lib/settings/queries';

type Props = { kind: DictionaryKind; entries: DictionaryEntry[] };

/** The entries of one kind in the company's order, retired ones below; every row works without script. */
export async function Dictionary({ kind, entries }: Props) {
  const t = await getT();
  const living = entries.filter((entry) => !entry.retired);
  const retired = entries.filter((entry) => entry.retired);
  return (
    <>
      <ActionForm
        key={`add-${kind}-${entries.length}`}
        action={createEntry}
        formKey={randomUUID()}
        draft={`dictionary.${kind}`}
        className="flex max-w-xl flex-wrap items-start gap-2 px-6 py-4 max-sm:px-4"
      >
        <input type="hidden" name="kind" value={kind} />
        <Field className="flex-1" name="name" label={t('settings.dictionary.add')} maxLength={40} required />
        <SubmitButton className="btn btn-primary mt-6">{t('settings.dictionary.save')}</SubmitButton>
        <FormMessage />
      </ActionForm>
      {living.length === 0 && <Empty title={t('settings.dictionary.none')} text={t('settings.dictionary.noneText')} />}
      <ul className="max-w-xl border-line">
        {living.map((entry, index) => (
          <Row key={`${entry.id}-${entry.name}`} entry={entry}>
            <Move entry={entry} to="up" isEnd={index === 0} />
            <Move entry={entry} to="down" isEnd={index === living.length - 1} />
          </Row>
        ))}
      </ul>
      {retired.length > 0 && (
        <>
          <h2 className="px-6 pt-5 pb-2 text-base font-semibold max-sm:px-4">{t('settings.dictionary.retiredHead')}</h2>
          <ul className="max-w-xl">
            {retired.map((entry) => (
              <Row key={`${entry.id}-${entry.name}`} entry={entry} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

async function Row({ entry, children }: { entry: DictionaryEntry; children?: React.ReactNode }) {
  const t = await getT();
  return (
    <li className="flex items-start gap-1 border-b border-line px-6 max-sm:px-4">
      <details className="min-w-0 flex-1">
        <summary className="group flex min-h-11 cursor-pointer list-none items-center gap-2">
          <span className={`min-w-0 break-words ${entry.retired ? 'text-ink-3' : ''}`}>{entry.name}</span>
          <span className="ml-auto flex items-center gap-1 text-sm text-primary">
            <Pencil className="size-3.5" aria-hidden />
            {t('settings.dictionary.edit')}
          </span>
        </summary>
        <div className="space-y-3 pb-4">
          <ActionForm action={nameEntry} formKey={randomUUID()} className="flex flex-wrap items-start gap-2">
            <input type="hidden" name="entryId" value={entry.id} />
            <HiddenField name="was" value={entry.name} />
            <Field
              className="flex-1"
              name="name"
              label={t('settings.dictionary.name')}
              defaultValue={entry.name}
              maxLength={40}
              required
            />
            <SubmitButton className="btn btn-line mt-6">{t('settings.dictionary.rename')}</SubmitButton>
            <FormMessage />
          </ActionForm>
          <div className="flex flex-wrap items-start gap-2">
            {entry.retired ? (
              <Deed action={reviveEntry} id={entry.id} label={t('settings.dictionary.bringBack')} />
            ) : (
              <Deed action={stopEntry} id={entry.id} label={t('settings.dictionary.retire')} />
            )}
            <Deed action={deleteEntry} id={entry.id} label={t('settings.dictionary.remove')} />
          </div>
        </div>
      </details>
      {children}
    </li>
  );
}

const Deed = ({ action, id, label }: { action: ServerAction; id: number; label: string }) => (
  <ActionForm action={action} formKey={randomUUID()} className="space-y-1">
    <input type="hidden" name="entryId" value={id} />
    <SubmitButton className="btn btn-line">{label}</SubmitButton>
    <FormMessage />
  </ActionForm>
);

async function Move({ entry, to, isEnd }: { entry: DictionaryEntry; to: 'up' | 'down'; isEnd: boolean }) {
  const t = await getT();
  const Icon = to === 'up' ? ArrowUp : ArrowDown;
  return (
    <ActionForm action={shiftEntry} formKey={randomUUID()}>
      <input type="hidden" name="entryId" value={entry.id} />
      <input type="hidden" name="to" value={to} />
      <SubmitButton className={`btn btn-ghost btn-square h-11 ${isEnd ? 'invisible' : ''}`}>
        <Icon aria-hidden />
        <span className="sr-only">{t(`settings.dictionary.${to}`, { name: entry.name })}</span>
      </SubmitButton>
      <FormMessage />
    </ActionForm>
  );
}
