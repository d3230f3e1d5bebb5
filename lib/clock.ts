import type { Day, Moment } from '@/db/columns';
import { dayIn } from './days';

/**
 * The business clock: "now" for rules, fixed by `KEJI_CLOCK` in tests and demos.
 * Sessions, tokens, throttles, leases and the audit trail use real time (`realNow`).
 */
export const now = (): Date => (process.env.KEJI_CLOCK ? new Date(process.env.KEJI_CLOCK) : new Date());
export const realNow = (): Moment => new Date().toISOString();
/** Today in the company's time zone (R2). */
export const today = (timeZone: string): Day => dayIn(now(), timeZone);
