import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { LevelMark } from '@/components/customers/marks';
import { RecordEditForm } from '@/components/follow-ups/record-edit-form';
import { RecordMarks } from '@/components/follow-ups/record-marks';
import { PageHead } from '@/components/ui/page';
import { now } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { isFreelyEdited } from '@/lib/follow-ups/punctual';
import { findRecord } from '@/lib/follow-ups/queries/record';
import { feedbackText, spellRecord } from '@/lib/follow-ups/record-fields';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { canEditRecord } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { recordEdit } from '@/messages/zh/follow-ups';

export const metadata: Metadata = { title: translator()('followUps.record.title') };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ edit?: string }> };

/** One record whole, with what it said before later edits; `?edit=1` is its author's form. */
export default async function RecordPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findRecord(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const { record, customer, author, objective, edits } = found;
  const path = `/follow-ups/records/${record.id}`;
  if ((await searchParams).edit !== undefined) {
    if (!canEditRecord(viewer, record)) notFound();
    return (
      <RecordEditForm
        recordId={record.id}
        values={spellRecord(record)}
        formKey={randomUUID()}
        back={path}
        isFree={isFreelyEdited(record, now())}
        texts={recordEdit}
      />
    );
  }
  const { timeZone } = readSettings();
  const pairs = [
    [t('followUps.record.contacted'), record.contactedAt ? momentIn(record.contactedAt, timeZone) : record.contactedOn],
    [t('followUps.record.entered'), record.contactedAt && momentIn(record.enteredAt, timeZone)],
    [t('followUps.record.author'), author],
    [t('followUps.record.task'), objective],
    [t('followUps.columns.feedback'), feedbackText(record, t)],
    [t('followUps.columns.next'), record.nextPlan],
    [t('followUps.record.next'), record.nextOn],
    [t('followUps.record.stage'), record.stageAfter && t(`customers.stage.${record.stageAfter}`)],
  ].filter(([, value]) => value);
  return (
    <>
      <PageHead title={t('followUps.record.title')}>
        {canEditRecord(viewer, record) && (
          <Link className="btn btn-line" href={`${path}?edit=1`} prefetch={false}>
            {t('followUps.record.edit')}
          </Link>
        )}
      </PageHead>
      <article className="max-w-3xl space-y-4 px-6 py-5 max-sm:px-4">
        <p className="flex items-center gap-2">
          <Link
            className="min-w-0 truncate text-lg hover:text-primary"
            href={`/customers/${customer.id}`}
            prefetch={false}
          >
            {customer.name}
          </Link>
          <LevelMark level={customer.level} />
        </p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
          {t(`followUps.method.${record.method}`)}
          {!record.reached && <span className="badge badge-sm badge-idle">{t('followUps.unreached')}</span>}
          <RecordMarks record={{ ...record, isEdited: edits.length > 0 }} />
        </p>
        <p className="max-w-[44em] break-words whitespace-pre-wrap">{record.summary}</p>
        <dl className="pairs">
          {pairs.map(([label, value]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="min-w-0 break-words whitespace-pre-wrap">{value}</dd>
            </div>
          ))}
        </dl>
        {edits.length > 0 && (
          <section className="space-y-3 border-t border-line pt-4">
            <h2 className="text-base">{t('followUps.record.history')}</h2>
            {edits.map((edit) => (
              <div key={edit.id} className="border-l-2 border-line pl-3 text-sm text-ink-2">
                <p className="caption">
                  {t('followUps.record.historyOf', { at: momentIn(edit.editedAt, timeZone), by: edit.by ?? '' })}
                </p>
                <p className="break-words whitespace-pre-wrap">{edit.summary}</p>
                {[edit.feedback, edit.nextPlan].filter(Boolean).map((line) => (
                  <p key={line} className="break-words whitespace-pre-wrap">
                    {line}
                  </p>
                ))}
              </div>
            ))}
          </section>
        )}
      </article>
    </>
  );
}
