import type { Translate } from '../i18n/translator';
import type { Judgement, Person } from './judgement';
import { planOf } from './plan';
import { problemText, type WrittenQuestion, writeQuestions } from './texts';

export type WrittenProblem = {
  row: number;
  column: string | null;
  kind: string;
  message: string;
  action: string;
  given: string | number;
};
export type WrittenSheet = {
  name: string;
  kind: string | null;
  rows: number;
  created: number;
  updated: number;
  duplicates: number;
  refused: number;
  ignored: number;
  /** Rows that wait for an answer. */
  asked: number;
  problems: WrittenProblem[];
};
export type WrittenReport = { sheets: WrittenSheet[]; questions: WrittenQuestion[] };

/** A judgement as the command line prints it and as `--answers` reads it back. */
export function writeReport(t: Translate, judgement: Judgement, people: readonly Person[]): WrittenReport {
  return {
    sheets: planOf(judgement).sheets.map(({ name, kind, rows, counts }) => ({
      name,
      kind,
      rows: rows.length,
      created: counts.create,
      updated: counts.update,
      duplicates: counts.duplicate,
      refused: counts.refuse,
      ignored: counts.ignore,
      asked: counts.ask,
      problems: rows.flatMap(({ problems }) =>
        problems.map((problem) => ({
          row: problem.row,
          column: problem.column,
          kind: problem.kind,
          message: problemText(t, problem),
          action: problem.action,
          given: problem.params.given ?? '',
        })),
      ),
    })),
    questions: writeQuestions(t, judgement.questions, people),
  };
}
