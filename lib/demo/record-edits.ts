import type { followUpRecordEdits, followUpRecords } from '@/db/schema/follow-ups';
import type { Calendar } from './calendar';
import type { Random } from './random';

type EditRow = typeof followUpRecordEdits.$inferInsert;

/** Some records were put right days later: they say the new, the edit keeps the old (R35). Ids are positions. */
export function recordEdits(
  random: Random,
  calendar: Calendar,
  records: readonly (typeof followUpRecords.$inferInsert)[],
): EditRow[] {
  const rows: EditRow[] = [];
  const old = calendar.text(calendar.today - 6);
  for (const [position, row] of records.entries()) {
    // Three at least, spread over the years.
    const isChosen = position % Math.ceil(records.length / 4) === 1 || random.chance(0.01);
    if (!isChosen || row.contactedOn > old) continue;
    const [year, month, day] = row.contactedOn.split('-').map(Number) as [number, number, number];
    const editedOn = Date.UTC(year, month - 1, day) / 86_400_000 + random.int(4, 6);
    rows.push({
      recordId: position + 1,
      summary: row.summary,
      feedback: row.feedback ?? null,
      nextPlan: row.nextPlan ?? null,
      editedAt: calendar.moment(editedOn, random),
      editedBy: row.authorId ?? null,
    });
    row.summary = `${row.summary}。补充：对方第二天又来电，说以书面的为准`;
    row.version = 2;
  }
  return rows;
}
