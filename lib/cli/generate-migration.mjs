// Runs drizzle-kit and mends what it can't express: every new table becomes STRICT.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = 'db/migrations';
const before = new Set(readdirSync(folder));
const run = spawnSync('npx', ['drizzle-kit', 'generate', ...process.argv.slice(2)], { stdio: 'inherit' });
if (run.status !== 0) process.exit(run.status ?? 1);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql') && !before.has(name))) {
  const path = `${folder}/${file}`;
  const statements = readFileSync(path, 'utf8').split('--> statement-breakpoint');
  const strict = statements.map((statement) =>
    /^\s*CREATE TABLE/.test(statement) ? statement.replace(/\)\s*;?\s*$/, ') STRICT;\n') : statement,
  );
  writeFileSync(path, strict.join('--> statement-breakpoint'));
  console.log(`STRICT: ${path}`);
}
