import { translator } from '@/lib/i18n/translator';
import { comparable, isNotFound, leadsToSignIn, textOf, withoutEcho, wordsOf } from './answers';
import { type Ask, type Asked, ask } from './ask';
import { canary, leaksIn } from './canaries';
import { type Cell, cellName } from './cells';
import type { Answer } from './client';
import { hostileFields } from './hostile';
import type { WatchedTables } from './tables';
import { ownerOf } from './who';

const t = translator();

/** Asks cell by cell; answers with what is wrong about each, nothing when it is as expected. */
export function judging(asking: Ask, tables: WatchedTables) {
  /** Answers for records that were never there, and for an address that isn't: what a refusal must look like. */
  const references = new Map<string, Promise<string>>();
  const remembered = (key: string, make: () => Promise<string>) => {
    const found = references.get(key) ?? make();
    references.set(key, found);
    return found;
  };

  const likeMissing = (cell: Cell) => {
    const absent = { ...cell, relation: 'missing', expected: 'like missing' } as Cell;
    return remembered(cellName(absent), async () => {
      const { answer, ids, fields } = await ask(absent, asking);
      tables.restore();
      return comparable(answer, ids, fields);
    });
  };
  const noSuchPage = (cell: Cell) =>
    remembered(`no page ${cell.viewer}`, async () =>
      wordsOf(await asking.client.page('/customers/999999', asking.world.cookies[cell.viewer], 'html')),
    );

  return async function judge(cell: Cell): Promise<string[]> {
    if (cell.mode === 'hostile') return judgeHostile(cell);
    const asked = await ask(cell, asking);
    const wrong = [...leaks(cell, asked), ...broken(asked.answer)];
    const changed = tables.changed();
    const audited = tables.added('audit_events');
    if (cell.expected === 'allowed') wrong.push(...allowed(cell, asked, changed, audited));
    else {
      const may = cell.kind === 'action' ? (cell.row.leaves?.tables ?? []) : [];
      const written = changed.filter((name) => !may.includes(name));
      if (written.length > 0) wrong.push(`wrote in ${written.join(', ')}`);
      if (wrong.length === 0) wrong.push(...(await denied(cell, asked)));
    }
    tables.restore();
    return wrong;
  };

  async function denied(cell: Cell, asked: Asked): Promise<string[]> {
    if (cell.expected === 'signed out') return signedOut(cell, asked.answer);
    if (cell.expected === 'openly refused') return [];
    const wrong: string[] = [];
    if (cell.relation !== null && cell.relation !== 'missing') {
      if ((await likeMissing(cell)) !== comparable(asked.answer, asked.ids, asked.fields))
        wrong.push('doesn’t look like a missing record');
    }
    if (
      cell.kind === 'page' &&
      cell.relation === null &&
      cell.mode === 'html' &&
      wordsOf(asked.answer) !== (await noSuchPage(cell))
    )
      wrong.push('doesn’t look like a missing page');
    if (cell.kind === 'page' && !(cell.row.path && cell.relation) && !isNotFound(asked.answer))
      wrong.push(`status ${asked.answer.status}, not 404`);
    if (cell.kind === 'handler' && (cell.relation === null || !cell.row.path) && asked.answer.status !== 404)
      wrong.push(`status ${asked.answer.status}, not 404`);
    if (
      cell.mode === 'call' &&
      cell.kind === 'action' &&
      !refusals(cell.row.refusal).some((key) => says(asked.answer, key))
    )
      wrong.push(`doesn’t say ${refusals(cell.row.refusal).join(' or ')}`);
    return wrong;
  }

  /** With what is others' in further fields, the very same is written, or nothing (P24). */
  async function judgeHostile(cell: Cell): Promise<string[]> {
    if (cell.kind !== 'action') return [];
    const clean = await ask(cell, asking);
    const written = tables.newRows();
    tables.restore();
    const asked = await ask(
      cell,
      asking,
      hostileFields(cell.viewer, clean.fields, cell.row.optional ?? [], asking.world),
    );
    const wrong = [...leaks(cell, asked), ...broken(asked.answer)];
    const rows = tables.newRows();
    if (written.length === 0) wrong.push('wrote nothing without the foreign fields either');
    if (rows.length > 0 && rows.join('\n') !== written.join('\n'))
      wrong.push(`wrote something else: ${rows.find((row) => !written.includes(row))?.slice(0, 300)}`);
    tables.restore();
    return wrong;
  }
}

const leaks = (cell: Cell, { answer, fields }: Asked): string[] => {
  const revealed = cell.expected === 'allowed' ? (cell.row.reveals ?? []) : [];
  const owner = ownerOf(cell.viewer, cell.relation ?? 'own');
  const found = leaksIn(withoutEcho(textOf(answer), fields), cell.viewer, { owner, kinds: revealed });
  return found.length > 0 ? [`shows ${found.slice(0, 4).join(', ')}`] : [];
};

const broken = ({ status }: Answer): string[] => (status >= 500 ? [`status ${status}`] : []);

function allowed(cell: Cell, { answer }: Asked, changed: readonly string[], audited: number): string[] {
  const wrong: string[] = [];
  const writes = cell.kind === 'action' || (cell.kind === 'handler' && cell.row.writes);
  if (writes && audited !== 1) wrong.push(`left ${audited} audit rows, not one`);
  if (!writes && changed.length > 0) wrong.push(`wrote in ${changed.join(', ')}`);
  if (cell.kind === 'action') {
    if (cell.mode === 'call' && !answer.headers['x-action-redirect'] && !answer.bytes.includes('"status":"done"'))
      wrong.push(`isn’t done: ${/"message":"([^"]*)"/.exec(answer.bytes.toString('utf8'))?.[1] ?? answer.status}`);
    return wrong;
  }
  const [from, to] = cell.row.leads ? [300, 399] : [200, 299];
  if (answer.status < from || answer.status > to || (cell.kind === 'page' && isNotFound(answer)))
    wrong.push(`status ${answer.status}`);
  if (cell.row.shows && wrong.length === 0) {
    const shown = canary(ownerOf(cell.viewer, cell.relation ?? 'own'), cell.row.shows);
    if (!textOf(answer).toLowerCase().includes(shown)) wrong.push(`doesn’t show ${shown}`);
  }
  return wrong;
}

function signedOut(cell: Cell, answer: Answer): string[] {
  if (cell.kind === 'handler') return answer.status === 401 ? [] : [`status ${answer.status}, not 401`];
  if (cell.kind === 'page') return leadsToSignIn(answer) ? [] : [`status ${answer.status}, not on to /sign-in`];
  if (cell.mode !== 'call') return [];
  const leaves = answer.headers['x-action-redirect']?.startsWith('/sign-in');
  const isSaid = ['form.signedOut', ...refusals(cell.row.refusal)].some((key) => says(answer, key));
  return leaves || isSaid ? [] : ['doesn’t say form.signedOut'];
}

const refusals = (said: string | readonly string[] = 'form.gone') => [said].flat();

const says = ({ bytes }: Answer, key: string) =>
  bytes.toString('utf8').includes(JSON.stringify((t as (key: string) => string)(key)).slice(1, -1));
