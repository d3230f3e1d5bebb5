import type { Fen } from '@/db/columns';
import type { targets } from '@/db/schema/targets';
import { addMonths, dayNumber, firstOfMonth, lastOfMonth, monthOf } from '../days';
import { type Calendar, season } from './calendar';
import { type Person, teamAt } from './people';
import type { Random } from './random';
import type { PlannedSale } from './sales';

type Row = typeof targets.$inferInsert;
type Sold = ReadonlyMap<string, number>;
/** A person's targets of one quarter, by month. */
type Quarter = { person: Person; months: { month: string; amount: number }[] };
const thousand = 100_000; // fen

/** How much is asked beyond what one sells, in turn: some are ahead, most about there, some far behind (R30). */
const asked = [0.92, 1.06, 1.12, 1.48, 0.97, 1.02, 1.24] as const;

/** Targets to the end of the year by month: people, teams with a little more than their sum, and the department. */
export function targetRows(
  random: Random,
  calendar: Calendar,
  people: readonly Person[],
  plans: readonly PlannedSale[],
): Row[] {
  const sold = new Map<string, number>();
  for (const plan of plans) {
    if (plan.review !== 'approved' || plan.isVoid) continue;
    const key = `${plan.person.id}:${monthOf(calendar.text(plan.day))}`;
    sold.set(key, (sold.get(key) ?? 0) + plan.amount);
  }
  const rows: Row[] = [];
  const today = calendar.text(calendar.today);
  const first = calendar.text(calendar.first);
  // Whole quarters, though the first may have begun before the records do.
  const quarter = addMonths(first, -((Number(first.slice(5, 7)) - 1) % 3));
  for (let day = quarter; monthOf(day) <= `${today.slice(0, 4)}-12`; day = addMonths(day, 3)) {
    const months = [0, 1, 2].map((count) => monthOf(addMonths(day, count))).filter((month) => month >= monthOf(first));
    const quarters = people.filter(hasTarget).map((person) => planQuarter(random, calendar, { person, months, sold }));
    for (const month of months)
      rows.push(...monthRows(random, calendar, { month, quarters, managerId: people[0]?.id }));
  }
  return rows;
}

/** One supervisor in two sells without a target of their own, and so does whoever just came. */
const hasTarget = ({ role, id, skill }: Person): boolean =>
  role === 'rep' ? skill > 0 : role === 'supervisor' && id % 2 === 1;

/** What the person sells in that quarter (a running one in proportion, one to come like the past year), and then some. */
function planQuarter(
  random: Random,
  calendar: Calendar,
  { person, months, sold }: { person: Person; months: readonly string[]; sold: Sold },
): Quarter {
  const here = months.filter((month) => isHere(person, month));
  const last = here.at(-1);
  if (last === undefined) return { person, months: [] };
  const from = dayNumber(firstOfMonth(here[0] as string));
  const until = dayNumber(lastOfMonth(last));
  const gone = Math.min(1, Math.max(0, (calendar.today - from + 1) / (until - from + 1)));
  const done = here.reduce((sum, month) => sum + (sold.get(`${person.id}:${month}`) ?? 0), 0);
  const usually = usual(sold, person, calendar) * here.length;
  const whole = Math.max(gone >= 0.3 ? done / gone : usually, usually * 0.35);
  const isPast = gone >= 1 && calendar.today - until > 92;
  const share = asked[person.id % asked.length] as number;
  const amount = whole * share * (isPast ? random.between(0.88, 1.14) : random.between(0.99, 1.01));
  const weights = here.map((month) => season[Number(month.slice(5)) - 1] as number);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    person,
    months: here.map((month, position) => ({
      month,
      amount: rounded((amount * (weights[position] as number)) / all, amount > 300 * thousand ? 5 : 1),
    })),
  };
}

const rounded = (fen: number, thousands: number) =>
  Math.max(3, Math.round(fen / thousand / thousands) * thousands) * thousand;

function isHere({ joinedOn, leftOn }: Person, month: string): boolean {
  const middle = dayNumber(firstOfMonth(month)) + 14;
  return joinedOn <= middle && (leftOn === null || leftOn >= middle);
}

function monthRows(
  random: Random,
  calendar: Calendar,
  { month, quarters, managerId }: { month: string; quarters: readonly Quarter[]; managerId: number | undefined },
): Row[] {
  const updatedAt = calendar.moment(Math.min(calendar.today, dayNumber(firstOfMonth(month)) - 9), random);
  const base = { month, updatedAt, updatedBy: managerId ?? null, productLineId: null };
  const rows: Row[] = [];
  const both = (subject: Pick<Row, 'layer' | 'userId' | 'teamId'>, amount: number, unit: number) => {
    const cash = Math.round((amount * 0.9) / unit) * unit;
    rows.push({ ...base, ...subject, metric: 'amount', amountFen: amount as Fen });
    rows.push({ ...base, ...subject, metric: 'cash', amountFen: cash as Fen });
  };
  const teams = new Map<number, number>();
  for (const { person, months } of quarters) {
    const amount = months.find((one) => one.month === month)?.amount;
    if (amount === undefined) continue;
    const teamId = teamAt(person, dayNumber(firstOfMonth(month)) + 14);
    both({ layer: 'person', userId: person.id, teamId }, amount, thousand);
    if (teamId !== null) teams.set(teamId, (teams.get(teamId) ?? 0) + amount);
  }
  let department = 0;
  for (const [teamId, sum] of [...teams].sort(([a], [b]) => a - b)) {
    const amount = Math.ceil((sum * random.between(1, 1.06)) / (10 * thousand)) * 10 * thousand;
    department += amount;
    both({ layer: 'team', userId: null, teamId }, amount, 10 * thousand);
  }
  both(
    { layer: 'department', userId: null, teamId: null },
    Math.ceil(department / (50 * thousand)) * 50 * thousand,
    50 * thousand,
  );
  return rows;
}

/** The person's mean of the twelve months up to now, for months that are still to come. */
function usual(sold: Sold, person: Person, calendar: Calendar): number {
  const today = calendar.text(calendar.today);
  let sum = 0;
  for (let back = 1; back <= 12; back++) sum += sold.get(`${person.id}:${monthOf(addMonths(today, -back))}`) ?? 0;
  return sum / 12;
}
