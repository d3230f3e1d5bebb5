import { yuanShort, yuanShortText } from '@/lib/format';
import { departmentMonths, gapOver } from '@/lib/targets/gaps';
import { sumSet, type TargetRow } from '@/lib/targets/grid';
import { fill, gapWords } from './texts';
import type { Sheet } from './use-sheet';

/** The three layers over the year and the gaps between them (R29): always in sight, never levelled. */
export function TargetSums({ sheet, department }: { sheet: Sheet; department: TargetRow }) {
  const { grid, texts } = sheet;
  const whole = grid.months.map((_, position) => sheet.amount(department, position));
  const { teams, people } = departmentMonths(grid, sheet.amount);
  const gaps = [
    { text: texts.gapTeams, gap: gapOver(whole, teams) },
    { text: texts.gapPeople, gap: gapOver(whole, people) },
  ];
  return (
    <section className="flex flex-wrap items-center gap-x-10 gap-y-2 border-b border-line px-6 py-3 max-sm:gap-x-6 max-sm:px-4">
      <Sum label={texts.department} fen={sumSet(whole)} />
      <Sum label={texts.teamSum} fen={sumSet(teams)} />
      <Sum label={texts.peopleSum} fen={sumSet(people)} />
      <p className="ml-auto text-right text-sm text-ink-2 max-sm:ml-0 max-sm:text-left">
        {gaps.map(
          ({ text, gap }) =>
            gap && (
              <span key={text} className="ml-3 first:ml-0">
                <span className={gap.key === 'even' ? undefined : 'font-semibold text-warning'}>
                  {fill(text, { gap: gapWords(gap, texts, yuanShortText) })}
                </span>
              </span>
            ),
        )}
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
