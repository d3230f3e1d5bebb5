import type { Built } from './built';
import type { Cell } from './cells';
import type { Answer, Fields, MatrixClient } from './client';
import type { RecordKind, Records } from './records';
import { ownerOf } from './who';
import type { World } from './world';

export type Asked = {
  answer: Answer;
  fields: Fields;
  /** Ids by which the record was asked for. */
  ids: (string | number)[];
};
export type Ask = { world: World; client: MatrixClient; built: Built };

/** Puts the cell's question to the server, as its way in is used. */
export async function ask(cell: Cell, { world, client, built }: Ask, more: Fields = {}): Promise<Asked> {
  const cookie = world.cookies[cell.viewer];
  const own = world.records[ownerOf(cell.viewer, 'own')];
  const takes = cell.row.takes ?? [];
  const record = recordsFor(cell, world, own);
  // Beside a person stands their team.
  const teams = takes.includes('owner') ? Object.values(world.teams) : [];
  const ids = [...takes.flatMap((kind) => [record[kind], own[kind]]), ...teams];
  if (cell.kind === 'action') {
    const { row, name } = cell;
    // Nobody knows what stands in a record out of reach: the form is filled in from one of their own.
    const like = cell.expected === 'allowed' ? record : own;
    const fields = { ...row.fields(record, like, { world, own, isOwner: like === own }), ...more };
    const id = built.actions.get(name)?.id ?? '';
    const way = cell.mode === 'post' ? client.post : client.call;
    return { answer: await way(row.home(own), cookie, { id, fields, isBare: row.isBare ?? false }), fields, ids };
  }
  const [method = '', address] = cell.kind === 'handler' ? cell.name.split(' ') : ['GET', cell.name];
  const path = cell.row.path?.(record, world) ?? filledIn(address as string, takes, record);
  if (cell.kind === 'page') return { answer: await client.page(path, cookie, cell.mode), fields: {}, ids };
  return { answer: await client.handler(method, path, cookie, cell.row.body?.(record, world)), fields: {}, ids };
}

function filledIn(address: string, takes: readonly RecordKind[], records: Records): string {
  let next = 0;
  return address.replace(/\[\w+\]/g, () => String(records[takes[next++] as RecordKind]));
}

function recordsFor({ viewer, relation, row }: Cell, { records }: World, own: Records): Records {
  const takes = row.takes ?? [];
  if (relation === null) return own;
  if (relation === 'missing') return { ...own, ...Object.fromEntries(takes.map((kind) => [kind, missing(own[kind])])) };
  const record = records[ownerOf(viewer, relation)];
  const last = takes.at(-1) as RecordKind;
  return relation === 'mixed' ? { ...own, [last]: record[last] } : record;
}

/** An id of the same shape that nothing has. */
const missing = (id: number | string) =>
  typeof id === 'string' ? 'M'.repeat(id.length) : Math.floor(id / 1000) * 1000 + 998;
