import type { Ask } from './ask';
import { type Cell, cellName } from './cells';
import { ownerOf } from './who';

/** One cell of each action whose page somebody may open: that page is looked at for its form. */
export function oneOfEach(cells: readonly Cell[]): Cell[] {
  const found = new Map<string, Cell>();
  for (const cell of cells) {
    const isOwn = cell.relation === 'own' || cell.relation === null;
    if (cell.kind !== 'action' || cell.mode !== 'post' || cell.expected !== 'allowed' || !isOwn) continue;
    const name = `${cell.name} ${cell.row.as ?? ''}`;
    // Whoever sees most, so that every button of the page is there.
    if (!found.has(name) || cell.viewer === 'adminManager') found.set(name, cell);
  }
  return [...found.values()];
}

/** Whether the page holds the form for browsers without script, as the table says; null when it does. */
export async function formProblem(cell: Cell, { client, world, built }: Ask): Promise<string | null> {
  if (cell.kind !== 'action' || (cell.row.form !== 'plain' && 'elsewhere' in cell.row.form)) return null;
  const id = built.actions.get(cell.name)?.id ?? '';
  const page = await client.page(
    cell.row.home(world.records[ownerOf(cell.viewer, 'own')]),
    world.cookies[cell.viewer],
    'html',
  );
  const html = page.bytes.toString('utf8');
  const holds = html.includes(`$ACTION_ID_${id}`) || html.includes(`{&quot;id&quot;:&quot;${id}&quot;`);
  if (page.status !== 200) return `its page answers ${page.status}`;
  if (holds === (cell.row.form === 'plain')) return null;
  return holds ? 'its page has a plain form, the table says none' : 'its page has no plain form';
}

export const formName = (cell: Cell) => `${cellName({ ...cell, relation: null })} has its form`;
