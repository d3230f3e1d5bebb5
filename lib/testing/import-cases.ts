import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { database, write } from '@/db/client';
import type { Answers, JudgedRow, Judgement, Problem } from '../imports/judgement';
import { judgeFile } from '../imports/queries/drafts';
import { readWorkbook } from '../imports/workbook.mjs';
import { createDraft, type ImportResult, publishImport } from '../imports/writes';
import { addTeam } from '../people/teams';
import { addUser } from '../people/writes';
import type { Viewer } from '../viewer';

// For tests: the files of db/fixtures/cases, brought in as the page and the command line do it.

const folder = join(process.cwd(), 'db', 'fixtures', 'cases');
export const caseBytes = (file: string) => readFileSync(join(folder, file));
export const caseJson = (file: string) => JSON.parse(caseBytes(file).toString('utf8'));
export const readCase = (file: string) => readWorkbook(caseBytes(file), file);

/** A manager who owns nothing, and the named people as reps of one team; returns everyone as viewers by name. */
export async function people(...names: string[]): Promise<Record<string, Viewer>> {
  return await write((tx) => {
    const teamId = addTeam(tx, null, '一组');
    const add = (name: string, role: 'rep' | 'supervisor' | 'manager'): Viewer => {
      const id = addUser(tx, null, { name, login: name, role, teamId, isAdmin: false });
      if (id === null) throw new Error(`${name} is there already`);
      return { id, name, role, isAdmin: false, teamId, language: 'zh', sessionId: null };
    };
    const manager = add('刘建国', 'manager');
    return Object.fromEntries([['刘建国', manager], ...names.map((name) => [name, add(name, 'rep')])]);
  });
}

/** A for 战略, B for 重点, C for 潜力, and what `more` says. */
export const levelAnswers = (more: Answers = {}): Answers => ({
  level: { a: 'strategic', b: 'key', c: 'potential' },
  ...more,
});

export function judgeCase(viewer: Viewer, file: string, answers: Answers = levelAnswers()): Judgement {
  return judgeFile(viewer, readCase(file), answers).judgement;
}

export async function importCase(
  viewer: Viewer,
  file: string,
  answers: Answers = levelAnswers(),
  { reviewed = true } = {},
): Promise<ImportResult> {
  return await write((tx) => {
    const id = createDraft(tx, viewer, { name: file, hash: file }, Buffer.alloc(0));
    const { judgement, world } = judgeFile(viewer, readCase(file), answers, tx);
    return publishImport(tx, viewer, id, judgement, world, { reviewed });
  });
}

export const rowsOf = ({ sheets }: Judgement, sheet = 0): JudgedRow[] => sheets[sheet]?.rows ?? [];
export const rowOf = (judgement: Judgement, row: number, sheet = 0): JudgedRow => {
  const found = rowsOf(judgement, sheet).find((candidate) => candidate.row === row);
  if (!found) throw new Error(`there is no row ${row}`);
  return found;
};
export const problemsOf = (judgement: Judgement, sheet = 0): Problem[] =>
  rowsOf(judgement, sheet).flatMap(({ problems }) => problems);
export const rowsWith = (judgement: Judgement, action: JudgedRow['action'], sheet = 0): number[] =>
  rowsOf(judgement, sheet)
    .filter((row) => row.action === action)
    .map(({ row }) => row);

/** One value of the database. */
export const value = (sql: string, ...params: unknown[]): unknown =>
  database()
    .$client.prepare(sql)
    .pluck()
    .get(...params);
export const values = (sql: string, ...params: unknown[]): unknown[] =>
  database()
    .$client.prepare(sql)
    .pluck()
    .all(...params);
