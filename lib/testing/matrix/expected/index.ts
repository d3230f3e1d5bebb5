import type { Expected, Table } from '../rows';
import { customers } from './customers';
import { figures } from './figures';
import { followUps } from './follow-ups';
import { imports } from './imports';
import { notifications } from './notifications';
import { settingsOfPeople } from './people';
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
  settings,
  settingsOfPeople,
];

/** The rows of all modules; a way in has its rows in one of them. */
function joined<Row>(parts: readonly (Expected<Row> | undefined)[]): Expected<Row> {
  const all: Expected<Row> = {};
  for (const [name, row] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (name in all) throw new Error(`${name} has rows in two modules`);
    all[name] = row;
  }
  return all;
}

/** The expected answers of every way in, one file per module. */
export const expected: Required<Table> = {
  pages: joined(tables.map(({ pages }) => pages)),
  handlers: joined(tables.map(({ handlers }) => handlers)),
  actions: joined(tables.map(({ actions }) => actions)),
};
