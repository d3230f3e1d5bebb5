import type { Fen } from '@/db/columns';
import type { targets } from '@/db/schema/targets';
import { addMonths, firstOfMonth, monthOf } from '../days';
import type { Calendar } from './calendar';
import { type Person, teamAt } from './people';
import type { Random } from './random';
import type { PlannedSale } from './sales';

type Row = typeof targets.$inferInsert;
const thousand = 100_000; // fen

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
  for (let day = calendar.text(calendar.first); monthOf(day) <= `${today.slice(0, 4)}-12`; day = addMonths(day, 1))
    rows.push(...monthRows(random, calendar, { month: monthOf(day), people, sold }));
  return rows;
}

function monthRows(
  random: Random,
  calendar: Calendar,
  { month, people, sold }: { month: string; people: readonly Person[]; sold: ReadonlyMap<string, number> },
): Row[] {
  const updatedAt = calendar.moment(calendar.first - 1, random);
  const managerId = people[0]?.id ?? null;
  const base = { month, updatedAt, updatedBy: managerId, productLineId: null };
  const rows: Row[] = [];
  const teams = new Map<number, number>();
  const middle = firstOfMonth(month).replace(/01$/, '15');
  for (const person of people) {
    const day = Date.parse(middle) / 86_400_000;
    const isHere = person.joinedOn <= day && (person.leftOn === null || person.leftOn >= day);
    // One supervisor in two sells without a target of their own.
    if (person.role === 'manager' || !isHere || (person.role === 'supervisor' && person.id % 2 === 0)) continue;
    const before = sold.get(`${person.id}:${month}`) ?? usual(sold, person, calendar);
    const amount = Math.max(20, Math.round((before * random.between(0.8, 1.3)) / thousand)) * thousand;
    const teamId = teamAt(person, day);
    const own = { ...base, layer: 'person' as const, userId: person.id, teamId };
    rows.push({ ...own, metric: 'amount', amountFen: amount as Fen });
    rows.push({ ...own, metric: 'cash', amountFen: (Math.round((amount * 0.9) / thousand) * thousand) as Fen });
    if (teamId !== null) teams.set(teamId, (teams.get(teamId) ?? 0) + amount);
  }
  let department = 0;
  for (const [teamId, sum] of teams) {
    const amount = Math.round((sum * random.between(0.98, 1.08)) / thousand) * thousand;
    department += amount;
    rows.push({ ...base, metric: 'amount', layer: 'team', userId: null, teamId, amountFen: amount as Fen });
  }
  rows.push({
    ...base,
    metric: 'amount',
    layer: 'department',
    userId: null,
    teamId: null,
    amountFen: department as Fen,
  });
  return rows;
}

/** The person's mean of the twelve months up to now, for months that are still to come. */
function usual(sold: ReadonlyMap<string, number>, person: Person, calendar: Calendar): number {
  const today = calendar.text(calendar.today);
  let sum = 0;
  for (let back = 0; back < 12; back++) sum += sold.get(`${person.id}:${monthOf(addMonths(today, -back))}`) ?? 0;
  return sum / 12;
}
