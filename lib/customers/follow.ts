import type { Tx } from '@/db/client';

/**
 * What a change of a customer means for its follow-ups, a concept above this one: the actions bring it along. Called
 * after the change is written, in its transaction.
 */
export type Follow = (tx: Tx, customerId: number, because: 'filed' | 'owner' | 'level' | 'stage' | 'archive') => void;
