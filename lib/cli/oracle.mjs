// `npm run -s oracle -- --worlds 500 --seed 7`: what people read in random companies against the rules, more than `npm test` tries.
import { parseArgs } from 'node:util';
import { ensureInstalled, run } from './install.mjs';

const { values } = parseArgs({ options: { worlds: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const number = (name, text) => {
  if (/^\d{1,9}$/.test(text)) return text;
  console.error(`--${name} takes a whole number, not ${text}`);
  process.exit(2);
};
ensureInstalled();
run('npx', ['vitest', 'run', '--project', 'unit', 'lib/oracle.test.ts'], {
  KEJI_WORLDS: number('worlds', values.worlds),
  ...(values.seed === undefined ? {} : { KEJI_SEED: number('seed', values.seed) }),
});
