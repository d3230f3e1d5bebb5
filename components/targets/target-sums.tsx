import { signed, yuanShort, yuanShortText } from '@/lib/format';
import { gapOf, sumSet, type TargetGrid, type TargetRow } from '@/lib/targets/grid';
import type { Texts } from './target-sheet';

type Sheet = { grid: TargetGrid; texts: Texts; amount: (row: TargetRow, position: number) => number | null };

/** The three layers over the year and the gaps between them (R29): always in sight, never levelled. */
export function TargetSums({ sheet, department }: { sheet: Sheet; department: TargetRow }) {
  const { grid, texts } = sheet;
  const yearOf = (rows: TargetRow[]) =>
    sumSet(rows.flatMap((row) => grid.months.map((_, position) => sheet.amount(row, position))));
  const whole = yearOf([department]);
  const teams = yearOf(grid.groups.flatMap(({ team }) => (team ? [team] : [])));
  const people = yearOf(grid.groups.flatMap((group) => group.people));
  const gaps = [
    { label: texts.gapTeams, fen: gapOf(whole, teams) },
    { label: texts.gapPeople, fen: gapOf(whole, people) },
  ].filter(({ fen }) => fen !== null && fen !== 0);
  return (
    <section className="flex flex-wrap items-center gap-x-10 gap-y-2 border-b border-line px-6 py-3 max-sm:gap-x-6 max-sm:px-4">
      <Sum label={texts.department} fen={whole} />
      <Sum label={texts.teamSum} fen={teams} />
      <Sum label={texts.peopleSum} fen={people} />
      <p className="ml-auto text-right text-sm text-ink-2 max-sm:ml-0 max-sm:text-left">
        {gaps.map(({ label, fen }, position) => (
          <span key={label}>
            {position > 0 && '，'}
            {label} <strong className="text-warning!">{signed(yuanShortText(fen))}</strong>
          </span>
        ))}
        <span className="caption block">{texts.gapNote}</span>
      </p>
    </section>
  );
}

function Sum({ label, fen }: { label: string; fen: number | null }) {
  const { value, unit } = yuanShort(fen);
  return (
    <div>
      <p className="caption">{label}</p>
      <p className="figure max-sm:text-xl">
        {value}
        {unit && <small>{unit}</small>}
      </p>
    </div>
  );
}
