// Import rules (DESIGN §4): who may reach the database, and which concept may know which.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './install.mjs';

/** Each concept imports only from those before it. */
const concepts = [
  'settings',
  'people',
  'audit',
  'files',
  'customers',
  'levels',
  'approvals',
  'sales',
  'payments',
  'follow-ups',
  'retrospectives',
  'targets',
  'analysis',
  'alerts',
  'notifications',
  'exports',
  'imports',
  'personal',
  'home',
];
// The audit trail is what every write records itself in; people and settings record theirs too.
const fundamental = new Set(['audit']);
const mayOpenDatabase = (path) =>
  /^db\//.test(path) ||
  /^lib\/[\w-]+\/(queries|writes|record|verify|sign-in|sign-in-identity|open-actions)(\.ts|\/)/.test(path) ||
  /^lib\/jobs\//.test(path) ||
  /^lib\/(session|action-core|start)\.ts$/.test(path) ||
  /^lib\/(cli|testing)\//.test(path) ||
  path === 'app/api/health/route.ts' ||
  /\.(test|e2e)\.tsx?$/.test(path);

function* sources(folder) {
  for (const name of readdirSync(join(root, folder))) {
    if (name === 'node_modules' || name.startsWith('.') || name === 'data' || name === 'data-demo') continue;
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) yield* sources(path);
    else if (/\.(ts|tsx|mjs)$/.test(name)) yield path;
  }
}

const problems = [];
for (const path of sources('.')) {
  const text = readFileSync(join(root, path), 'utf8');
  const isClient = /^['"]use client['"]/m.test(text.slice(0, 200));
  const isTest = /\.(test|e2e)\.tsx?$/.test(path);
  for (const [statement, specifier] of text.matchAll(
    /(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g,
  )) {
    const target = specifier?.startsWith('@/')
      ? specifier.slice(2)
      : specifier?.startsWith('.')
        ? relative(root, resolve(root, dirname(path), specifier))
        : null;
    const typeOnly = /^import type\s/.test(statement);
    if (target === 'db/client' && !typeOnly && !mayOpenDatabase(path))
      problems.push(`${path}: only queries, writes, session, jobs, audit and the command line import db/client`);
    if (isClient && target && /^(db\/(client|open)|lib\/(session|action-core|scope))$/.test(target) && !typeOnly)
      problems.push(`${path}: a client component imports ${target}`);
    if (specifier === 'chart.js' || specifier === 'react-chartjs-2')
      if (!path.startsWith('components/charts/')) problems.push(`${path}: only components/charts imports ${specifier}`);
    const from = concepts.indexOf(/^lib\/([\w-]+)\//.exec(path)?.[1] ?? '');
    const to = concepts.indexOf(/^lib\/([\w-]+)\//.exec(target ?? '')?.[1] ?? '');
    // Actions stand above the concepts: one save of a customer also files the next follow-up.
    const isAction = path.endsWith('/actions.ts');
    if (!isTest && !isAction && from >= 0 && to > from && !fundamental.has(concepts[to]))
      problems.push(`${path}: ${concepts[from]} may not know ${concepts[to]}`);
  }
  if (/\b(parseFloat|toFixed)\s*\(/.test(text) && !path.startsWith('lib/cli/check'))
    problems.push(`${path}: parseFloat and toFixed are banned (R1: money is integer fen)`);
  if (/^['"]use server['"]/.test(text)) {
    for (const [, name] of text.matchAll(/^export (?!async function|const \w+ = action\()(.*)/gm))
      problems.push(`${path}: a 'use server' file exports actions only: ${name}`);
  }
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
