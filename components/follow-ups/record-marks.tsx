import type { Moment } from '@/db/columns';
import { isLateEntry } from '@/lib/follow-ups/punctual';
import { getT } from '@/lib/i18n/request';

/** 超时补录 and 已修改 (R35), where they are so. */
export async function RecordMarks({
  record: { contactedAt, enteredAt, isEdited },
}: {
  record: { contactedAt: Moment | null; enteredAt: Moment; isEdited: boolean };
}) {
  const t = await getT();
  return (
    <>
      {isLateEntry({ contactedAt, enteredAt }) && (
        <span className="badge badge-sm badge-soft badge-warning" title={t('followUps.record.lateHint')}>
          {t('followUps.record.late')}
        </span>
      )}
      {isEdited && <span className="badge badge-sm badge-idle">{t('followUps.record.edited')}</span>}
    </>
  );
}
