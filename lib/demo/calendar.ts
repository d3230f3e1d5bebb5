import type { Day, Moment } from '@/db/columns';
import { addMonths, dayFromNumber, dayNumber, firstOfMonth, monthOf } from '../days';
import { type Random, Weights } from './random';

/** Deals by month of the year: quiet around the Spring Festival, busy at the ends of quarters. */
export const season = [0.9, 0.55, 1.2, 1, 1, 1.25, 0.9, 0.9, 1.1, 0.85, 1.1, 1.4];

/** The days the generated history covers, as numbers since 1970 with their text kept. */
export class Calendar {
  readonly first: number;
  readonly today: number;
  readonly #texts = new Map<number, Day>();
  readonly #busy: Weights;
  readonly #now: Moment;

  constructor(today: Day, months: number, now: Date) {
    this.today = dayNumber(today);
    this.first = dayNumber(firstOfMonth(monthOf(addMonths(today, 1 - months))));
    this.#now = now.toISOString();
    const weights: number[] = [];
    for (let number = this.first; number <= this.today; number++) {
      const month = Number(this.text(number).slice(5, 7));
      const weekday = (number + 3) % 7; // 1970-01-01 was a Thursday; 0 = Monday
      const growth = 1 + (number - this.first) / 1500;
      weights.push((season[month - 1] as number) * growth * (weekday < 5 ? 1 : 0.12));
    }
    this.#busy = new Weights(weights);
  }

  text(number: number): Day {
    const known = this.#texts.get(number);
    if (known) return known;
    const made = dayFromNumber(number);
    this.#texts.set(number, made);
    return made;
  }

  /** A likely day for a deal, not before `from`. */
  dealDay(random: Random, from: number): number {
    return this.first + this.#busy.draw(random, Math.max(0, Math.min(from, this.today) - this.first));
  }

  /** A moment in the working hours of that day (China), never after now. */
  moment(number: number, random: Random): Moment {
    const two = (value: number) => String(value).padStart(2, '0');
    const made = `${this.text(number)}T${two(random.int(1, 9))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}.000Z`;
    return this.#past(made);
  }

  /** When a contact was written down: within hours, or (one in twelve) after the 24 (R35); never after now. */
  entered(contactedAt: Moment, random: Random): Moment {
    const hours = random.chance(0.08) ? random.int(26, 90) : random.int(0, 5);
    const made = new Date(Date.parse(contactedAt) + hours * 3_600_000 + random.int(2, 50) * 60_000).toISOString();
    return this.#past(made);
  }

  /** The day itself, or the Monday after a weekend. */
  workday(number: number): number {
    const weekday = (number + 3) % 7;
    return weekday < 5 ? number : number + 7 - weekday;
  }

  #past(moment: Moment): Moment {
    if (moment < this.#now) return moment;
    return this.#now;
  }
}
