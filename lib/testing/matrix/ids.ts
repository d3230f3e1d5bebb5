import type BetterSqlite3 from 'better-sqlite3';

type Column = { name: string; type: string; pk: number; notnull: number };

/**
 * Gives every table ids of six digits of its own, so that no id is part of another number and none means a record of two
 * kinds. `lift` before anything is written, `settle` afterwards.
 */
export function liftIds(sqlite: BetterSqlite3.Database): { settle: () => void } {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  const lifted: { table: string; id: number }[] = [];
  sqlite.pragma('foreign_keys = OFF');
  sqlite.pragma('ignore_check_constraints = ON');
  for (const [index, table] of tables.entries()) {
    const columns = sqlite.prepare('select * from pragma_table_info(?)').all(table) as Column[];
    // The one row that says whose file this is keeps its id.
    if (table === 'instance' || !columns.some(({ name, pk, type }) => name === 'id' && pk === 1 && type === 'INTEGER'))
      continue;
    const id = 100_000 + (index + 1) * 1_000;
    const needed = columns.filter(({ name, notnull }) => notnull && name !== 'id');
    const values = needed.map(({ type }) => (type === 'INTEGER' ? 1 : '{}'));
    sqlite
      .prepare(
        `insert into "${table}" (id, ${needed.map(({ name }) => `"${name}"`).join(', ')}) values (?, ${needed.map(() => '?').join(', ')})`,
      )
      .run(id, ...values);
    lifted.push({ table, id });
  }
  sqlite.pragma('ignore_check_constraints = OFF');
  sqlite.pragma('foreign_keys = ON');
  return {
    settle: () => {
      sqlite.pragma('foreign_keys = OFF');
      for (const { table, id } of lifted) sqlite.prepare(`delete from "${table}" where id = ?`).run(id);
      sqlite.pragma('foreign_keys = ON');
    },
  };
}
