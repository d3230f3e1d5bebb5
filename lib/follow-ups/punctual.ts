import type { Moment } from '@/db/columns';

const dayLong = 24 * 3_600_000;
const between = (from: Moment, to: Moment | Date) => new Date(to).getTime() - new Date(from).getTime();

/** 超时补录 (R35): entered more than 24 h 00 m 00 s after the contact. Imported history knows no moment and is exempt. */
export const isLateEntry = (record: { contactedAt: Moment | null; enteredAt: Moment }): boolean =>
  record.contactedAt !== null && between(record.contactedAt, record.enteredAt) > dayLong;

/** R35: the author edits freely for 24 hours after the entry; later the old text is kept. */
export const isFreelyEdited = (record: { enteredAt: Moment }, now: Date): boolean =>
  between(record.enteredAt, now) <= dayLong;
