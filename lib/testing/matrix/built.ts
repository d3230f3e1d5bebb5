import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, type Inventory } from './inventory';

/** What the build made of the source: every address it serves and every action it lets a browser call. */
export type Built = {
  pages: string[];
  /** Addresses of handlers; a manifest doesn't say which methods. */
  handlers: string[];
  /** Exported name → the id of this build, its file, and the pages (by folder) it can be called on. */
  actions: Map<string, { id: string; file: string; pages: string[] }>;
  unclear: string[];
};

type References = Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;

/** Next's own, without anything of ours in them. */
const framework = new Set(['/_not-found/page', '/_global-error/page', '/icon.svg/route']);

export function readBuilt(dist = process.env.KEJI_DIST ?? '.next'): Built {
  const read = (name: string) => JSON.parse(readFileSync(join(dist, 'server', name), 'utf8'));
  if (!existsSync(join(dist, 'server', 'app-paths-manifest.json'))) throw new Error(`there is no build in ${dist}`);
  const built: Built = { pages: [], handlers: [], actions: new Map(), unclear: [] };
  for (const name of Object.keys(read('app-paths-manifest.json'))) {
    if (framework.has(name)) continue;
    if (name.endsWith('/page')) built.pages.push(addressOf(`app${name}`));
    else if (name.endsWith('/route')) built.handlers.push(addressOf(`app${name}`));
    else built.unclear.push(`the build serves ${name}`);
  }
  for (const name of Object.keys(read('pages-manifest.json')))
    if (!['/404', '/500', '/_app', '/_document', '/_error'].includes(name))
      built.unclear.push(`the build serves ${name}`);
  const { node, edge } = read('server-reference-manifest.json') as { node: References; edge: References };
  for (const [id, { filename, exportedName, workers }] of Object.entries({ ...node, ...edge })) {
    if (built.actions.has(exportedName)) built.unclear.push(`the build has two actions called ${exportedName}`);
    built.actions.set(exportedName, { id, file: filename, pages: Object.keys(workers) });
  }
  return built;
}

/** Ways in that only the source or only the build knows: one line each. */
export function differences(source: Inventory, built: Built): string[] {
  const handlers = [...new Set(source.handlers.map((name) => name.split(' ')[1] as string))];
  const named = (actions: Map<string, string | { file: string }>) =>
    [...actions].map(([name, where]) => `${typeof where === 'string' ? where : where.file}#${name}`);
  return [
    ...source.unclear,
    ...built.unclear,
    ...unlike('page', source.pages, built.pages),
    ...unlike('handler', handlers, built.handlers),
    ...unlike('action', named(source.actions), named(built.actions)),
  ];
}

/** What stands in one list only. */
export function unlike(what: string, source: readonly string[], built: readonly string[], second = 'build'): string[] {
  return [
    ...source.filter((name) => !built.includes(name)).map((name) => `${what} ${name} is not in the ${second}`),
    ...built.filter((name) => !source.includes(name)).map((name) => `${what} ${name} is only in the ${second}`),
  ];
}
