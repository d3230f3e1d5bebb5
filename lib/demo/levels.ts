import type { Level } from '@/db/schema/customers';
import { addMonths, dayNumber } from '../days';
import type { Calendar } from './calendar';
import type { Customer } from './customers';
import type { PlannedSale } from './sales';

const yuan = 100;
/** R11's floors: bought in the last twelve months, and years of it. */
const floors = [
  { level: 'strategic', bought: 500_000 * yuan, years: 2 },
  { level: 'key', bought: 200_000 * yuan, years: 1 },
  { level: 'potential', bought: 50_000 * yuan, years: 0 },
] as const satisfies readonly { level: Level; bought: number; years: number }[];

/** Gives every customer the level that its sales have earned (R11), and sees to it that there is one of each. */
export function setLevels(calendar: Calendar, customers: readonly Customer[], plans: readonly PlannedSale[]): void {
  const today = calendar.text(calendar.today);
  const yearAgo = dayNumber(addMonths(today, -12));
  const [bought, since] = [new Map<number, number>(), new Map<number, number>()];
  for (const { customer, day, amount, review, isVoid } of plans) {
    if (review !== 'approved' || isVoid) continue;
    if (day > yearAgo) bought.set(customer.id, (bought.get(customer.id) ?? 0) + amount);
    since.set(customer.id, Math.min(since.get(customer.id) ?? day, day));
  }
  for (const customer of customers) {
    const { cooperatingSince, demandClear } = customer.row;
    const from = cooperatingSince ? dayNumber(cooperatingSince) : (since.get(customer.id) ?? calendar.today);
    const sum = bought.get(customer.id) ?? 0;
    const found = floors.find(
      ({ level, bought: floor, years }) =>
        sum >= floor &&
        from <= dayNumber(addMonths(today, -12 * years)) &&
        (level !== 'potential' || demandClear === true),
    );
    become(customer, found?.level ?? 'normal');
  }
  // A small company: its best customers stand for the levels nobody has earned.
  const best = [...customers].sort((a, b) => (bought.get(b.id) ?? 0) - (bought.get(a.id) ?? 0));
  for (const [position, level] of (['strategic', 'key', 'potential'] as const).entries())
    if (!customers.some((one) => one.level === level)) become(best[position * 2] as Customer, level);
}

function become(customer: Customer, level: Level): void {
  customer.level = level;
  customer.row.level = level;
}
