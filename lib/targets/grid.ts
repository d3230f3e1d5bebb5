import type { Fen } from '@/db/columns';
import { parseFen } from '../money';

// The sheet of targets (R29): rows are the department, teams and people, columns the months of a year. A cell is named
// `<row>.<month>`: `d.2026-01`, `t.<team>.2026-01`, `p.<person>.<team>.2026-01` (team 0: none).

export type TargetLayer = 'person' | 'team' | 'department';
export type TargetRow = {
  id: string;
  layer: TargetLayer;
  userId: number | null;
  teamId: number | null;
  label: string;
  /** By position of the month; null where nothing is set. */
  cells: (Fen | null)[];
  /** Which of them this viewer may set. */
  open: boolean[];
};
export type TargetGroup = { teamId: number | null; name: string; team: TargetRow | null; people: TargetRow[] };
export type TargetGrid = { months: string[]; department: TargetRow | null; groups: TargetGroup[] };

export const rowId = (layer: TargetLayer, teamId: number | null, userId: number | null): string =>
  layer === 'department' ? 'd' : layer === 'team' ? `t.${teamId}` : `p.${userId}.${teamId ?? 0}`;

export type CellPlace = { layer: TargetLayer; userId: number | null; teamId: number | null; month: string };

/** Whose target of which month a cell's name means; null when it is no cell's name. */
export function placeOf(name: string): CellPlace | null {
  const match = /^(?:d|t\.(\d{1,9})|p\.(\d{1,9})\.(\d{1,9}))\.(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(name);
  if (!match) return null;
  const [, team, person, teamOfPerson, month = ''] = match;
  if (person) return { layer: 'person', userId: Number(person), teamId: Number(teamOfPerson) || null, month };
  return { layer: team ? 'team' : 'department', userId: null, teamId: team ? Number(team) : null, month };
}

export type ParsedCell = { fen: Fen | null } | { problem: 'notAmount' | 'negative' | 'tooLarge' };

/** A hundred billion yuan a month is a slip of the keyboard, and more would leave the safe integers in a year's sum. */
const largest = 10_000_000_000_000;

/** Yuan with at most two decimals as typed or pasted ("¥66,666.66", full width too); empty and `--` clear the cell. */
export function parseCell(text: string): ParsedCell {
  const plain = text.normalize('NFKC').replace(/[¥\s]/g, '');
  if (plain === '' || plain === '--') return { fen: null };
  const fen = parseFen(plain.replace(/^−/, '-'));
  if (fen === null) return { problem: 'notAmount' };
  if (fen < 0) return { problem: 'negative' };
  return fen > largest ? { problem: 'tooLarge' } : { fen };
}

/** The amount in a cell as it would be saved; what can't be read counts as it was. */
export function amountIn(typed: Record<string, string>, { months }: TargetGrid, row: TargetRow, position: number) {
  const text = typed[`${row.id}.${months[position]}`];
  const cell = text === undefined || !row.open[position] ? null : parseCell(text);
  return cell && 'fen' in cell ? cell.fen : (row.cells[position] ?? null);
}

/** Cells as the form was opened with, by name; a name that is missing was empty. */
export type Opened = Record<string, number>;
export type CellChange = { name: string; fen: Fen | null; opened: number | null };

/** What of the typed cells differs from what the form was opened with, and what can't be read. */
export function changesOf(typed: Record<string, string>, opened: Opened) {
  const changes: CellChange[] = [];
  const refused: { name: string; problem: 'notAmount' | 'negative' | 'tooLarge' }[] = [];
  for (const [name, text] of Object.entries(typed)) {
    const cell = parseCell(text);
    const before = opened[name] ?? null;
    if ('problem' in cell) refused.push({ name, problem: cell.problem });
    else if (cell.fen !== before) changes.push({ name, fen: cell.fen, opened: before });
  }
  return { changes, refused };
}

/** A copied block of a spreadsheet: rows by line, cells by tab; the line break at its end is none. */
export const parseBlock = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.replace(/^"(.*)"$/, '$1').trim()));

/** Why a block was not put into the sheet, as a message's key and parameters. */
export type BlockProblem =
  | { key: 'tooBig'; rows: number; columns: number }
  | { key: 'closed'; count: number }
  | { key: 'unreadable'; text: string };

/**
 * Lays a block over the sheet from one cell on, as a whole or not at all: half a pasted table would look like all of it.
 * `names` are the open cells by row and column, null for closed ones.
 */
export function layBlock(
  names: readonly (readonly (string | null)[])[],
  from: string,
  block: readonly string[][],
): { typed: Record<string, string> } | { problem: BlockProblem } {
  const top = names.findIndex((row) => row.includes(from));
  const left = names[top]?.indexOf(from) ?? -1;
  const columns = Math.max(...block.map((line) => line.length));
  if (top < 0 || top + block.length > names.length || left + columns > (names[top]?.length ?? 0))
    return { problem: { key: 'tooBig', rows: block.length, columns } };

  const cells = block.flatMap((line, down) =>
    line.map((text, across) => ({ name: names[top + down]?.[left + across] ?? null, text })),
  );
  const closed = cells.filter(({ name }) => name === null).length;
  if (closed > 0) return { problem: { key: 'closed', count: closed } };
  const bad = cells.find(({ text }) => 'problem' in parseCell(text));
  if (bad) return { problem: { key: 'unreadable', text: [...bad.text].slice(0, 20).join('') } };
  return { typed: Object.fromEntries(cells.map(({ name, text }) => [name, text])) };
}

/** Sum of what is set; null when nothing is (R23: no target isn't a target of 0). */
export function sumSet(values: readonly (number | null)[]): Fen | null {
  const set = values.filter((value) => value !== null);
  return set.length === 0 ? null : (set.reduce((total, value) => total + value, 0) as Fen);
}

/** A cell by its row and column in the sheet, and a block of them from one corner to the other. */
export type Corner = { row: number; column: number };
export type CellRange = { from: Corner; to: Corner };

export const isWithin = ({ row, column }: Corner, { from, to }: CellRange): boolean =>
  row >= Math.min(from.row, to.row) &&
  row <= Math.max(from.row, to.row) &&
  column >= Math.min(from.column, to.column) &&
  column <= Math.max(from.column, to.column);

/** The texts of a block as a spreadsheet takes them: cells by tab, rows by line. */
export function blockText(texts: readonly (readonly string[])[], range: CellRange): string {
  const lines = texts.flatMap((line, row) => {
    const cells = line.filter((_, column) => isWithin({ row, column }, range));
    return cells.length > 0 ? [cells.join('\t')] : [];
  });
  return lines.join('\n');
}
