import type { Table } from '../rows';
import { customers } from './customers';
import { figures } from './figures';
import { followUps } from './follow-ups';
import { imports } from './imports';
import { notifications } from './notifications';
import { settingsOfPeople } from './people';
import { personal } from './personal';
import { payments, sales } from './sales';
import { settings } from './settings';
import { targets } from './targets';

const tables: readonly Table[] = [
  customers,
  sales,
  payments,
  followUps,
  targets,
  figures,
  imports,
  notifications,
  personal,
  settings,
  settingsOfPeople,
];

/** The expected answers of every way in, one file per module. A way in has its rows in one of them. */
export const expected: Required<Table> = {
  pages: Object.assign({}, ...tables.map(({ pages }) => pages)),
  handlers: Object.assign({}, ...tables.map(({ handlers }) => handlers)),
  actions: Object.assign({}, ...tables.map(({ actions }) => actions)),
};
