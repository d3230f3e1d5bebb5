import { expect, test } from 'vitest';
import { type Built, differences } from './built';
import { inventoryOf } from './inventory';

const page = { path: 'app/(crm)/customers/[id]/page.tsx', text: 'export default function Page() { return <p /> }' };
const route = {
  path: 'app/api/files/route.ts',
  text: "export const GET = 1; export async function PUT() {}\nexport const dynamic = 'auto';",
};
const actions = {
  path: 'lib/sales/actions.ts',
  text: "'use server';\nimport { action } from '../action';\nexport type Kept = 1;\nexport const saveSale = action('sale.edit');\nexport async function signOut() {}",
};

test('pages, methods and actions are taken from the source', () => {
  const found = inventoryOf([page, route, actions, { path: 'lib/sales/writes.ts', text: 'export const insert = 1;' }]);
  expect(found.pages).toEqual(['/customers/[id]']);
  expect(found.handlers).toEqual(['GET /api/files', 'PUT /api/files']);
  expect([...found.actions.keys()]).toEqual(['saveSale', 'signOut']);
  expect(found.unclear).toEqual([]);
});

test('a way in that would have to be guessed is named', () => {
  const inline = {
    path: 'app/page.tsx',
    text: "export default () => { async function save() { 'use server'; } return save; }",
  };
  const all = { path: 'lib/a.ts', text: "'use server';\nexport * from './b';" };
  const twice = { path: 'lib/b/actions.ts', text: "'use server';\nexport const saveSale = 1;" };
  expect(inventoryOf([inline, all, actions, twice]).unclear).toEqual([
    'app/page.tsx has an action inside a function',
    'lib/a.ts exports by export *',
    'saveSale is an action in lib/sales/actions.ts and in lib/b/actions.ts',
  ]);
});

test('the build and the source have to agree on every one', () => {
  const built: Built = {
    pages: ['/customers/[id]', '/secret'],
    handlers: ['/api/files'],
    actions: new Map([['saveSale', { id: '1', file: 'lib/sales/actions.ts', pages: [] }]]),
    unclear: [],
  };
  expect(differences(inventoryOf([page, route, actions]), built)).toEqual([
    'page /secret is only in the build',
    'action lib/sales/actions.ts#signOut is not in the build',
  ]);
});
