import { today } from '../clock';
import { returnToPool } from '../customers/pool-return';
import { scheduleNext } from '../follow-ups/schedule';
import { notify } from '../notifications/writes';
import { readSettings } from '../settings/queries';
import type { JobKind } from './kinds';

/** Once each business day. Days that a stop left out are in today's: what is due stays due. */
export const poolReturn: JobKind = {
  kind: 'pool.return',
  due(reader) {
    const { pool, poolReturnDays, timeZone } = readSettings(reader);
    return pool && poolReturnDays > 0 ? [today(timeZone)] : [];
  },
  run: (tx, day) => returnToPool(tx, day, { follow: scheduleNext, tell: notify }),
};
