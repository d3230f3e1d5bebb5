import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

// Every way into the server, as the source has it: pages and handlers by their address, actions by their name.

export type Inventory = {
  /** Addresses as the folders spell them, e.g. `/customers/[id]`. */
  pages: string[];
  /** Method and address, e.g. `GET /api/health`. */
  handlers: string[];
  /** Exported name → file. */
  actions: Map<string, string>;
  /** What this inventory can't follow: a way in that it would have to guess. */
  unclear: string[];
};

type Node = { type: string; [key: string]: unknown };
export type Source = { path: string; text: string };

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function readSources(root = process.cwd()): Source[] {
  return ['app', 'components', 'lib', 'db', 'messages']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((path) => /\.[jt]sx?$/.test(path) && !/\.(test|e2e)\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function inventoryOf(sources: readonly Source[]): Inventory {
  const found: Inventory = { pages: [], handlers: [], actions: new Map(), unclear: [] };
  for (const { path, text } of sources) {
    if (/^app\/(.*\/)?page\.[jt]sx?$/.test(path)) found.pages.push(addressOf(path));
    const isRoute = /^app\/(.*\/)?route\.[jt]sx?$/.test(path);
    if (!isRoute && !text.includes('use server')) continue;
    const { program, errors } = parseSync(path, text);
    if (errors.length > 0) found.unclear.push(`${path} can't be parsed`);
    const body = program.body as unknown as Node[];
    if (isRoute) addHandlers(found, path, body);
    if (directives(body).includes('use server')) addActions(found, path, body);
    else if (hasInlineAction(body)) found.unclear.push(`${path} has an action inside a function`);
  }
  return found;
}

/** `app/(crm)/customers/[id]/page.tsx` → `/customers/[id]`. */
export const addressOf = (path: string): string =>
  `/${path
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`;

const directives = (body: readonly Node[]) => body.flatMap(({ directive }) => directive ?? []);

function addHandlers(found: Inventory, path: string, body: readonly Node[]): void {
  const names = exportsOf(found, path, body).filter((name) => methods.includes(name));
  if (names.length === 0) found.unclear.push(`${path} answers no method`);
  for (const name of names) found.handlers.push(`${name} ${addressOf(path)}`);
}

function addActions(found: Inventory, path: string, body: readonly Node[]): void {
  for (const name of exportsOf(found, path, body)) {
    const other = found.actions.get(name);
    if (other) found.unclear.push(`${name} is an action in ${other} and in ${path}`);
    found.actions.set(name, path);
  }
}

/** Names that a module exports at run time. */
function exportsOf(found: Inventory, path: string, body: readonly Node[]): string[] {
  return body.flatMap((node) => {
    if (node.type === 'ExportAllDeclaration' || node.type === 'ExportDefaultDeclaration') {
      found.unclear.push(`${path} exports by ${node.type === 'ExportAllDeclaration' ? 'export *' : 'default'}`);
      return [];
    }
    if (node.type !== 'ExportNamedDeclaration' || node.exportKind === 'type') return [];
    const declared = node.declaration as Node | null;
    if (!declared) return (node.specifiers as Node[]).map(({ exported }) => (exported as { name: string }).name);
    if (declared.type.startsWith('TS')) return [];
    const names = (declared.declarations as Node[] | undefined)?.map(({ id }) => id) ?? [declared.id];
    return names.flatMap((id) => {
      const { type, name } = id as { type: string; name: string };
      if (type === 'Identifier') return [name];
      found.unclear.push(`${path} exports a pattern`);
      return [];
    });
  });
}

function hasInlineAction(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasInlineAction);
  if (typeof node !== 'object' || node === null) return false;
  if ((node as Node).directive === 'use server') return true;
  return Object.values(node).some(hasInlineAction);
}
