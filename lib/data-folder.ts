import { join } from 'node:path';

/** `KEJI_DATA`, by default `data/` in the checkout: the database, secrets and backups. */
export const dataFolder = () => process.env.KEJI_DATA ?? join(/*turbopackIgnore: true*/ process.cwd(), 'data');
