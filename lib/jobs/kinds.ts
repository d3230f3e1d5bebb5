import type { Reader, Tx } from '@/db/client';
import { writeLastUses } from '../session';
import { accessListJob } from './access-list';
import { poolReturn } from './pool-return';

/**
 * Work that comes round by itself. `due` names what it is to be done for by now (a business day, a month): a subject is
 * done once, whatever is restarted, and what a stop left out is caught up. `run` has one transaction for all of it, with
 * at most one audit row by the system.
 */
export type JobKind = { kind: string; due: (reader: Reader) => string[]; run: (tx: Tx, subject: string) => void };

/** Every kind of job there is. */
export const jobKinds: readonly JobKind[] = [accessListJob, poolReturn];

/** Housekeeping at every round of the scheduler and at the stop: short, safe to repeat, no business data. */
export const chores: readonly (() => Promise<void>)[] = [writeLastUses];
