import type { Day } from '@/db/columns';
import { clean } from '../text';
import { parseNumber } from './amounts';
import { type Cell, cellText, filledDown, isMergedAway, type Row, readable } from './cells';
import { type ParsedCode, parseCode, parsePhone } from './codes';
import { parseDay } from './dates';
import { isInWan, type Mapping, usualHead } from './heads';
import type { JudgedRow, Problem, ProblemAction, RowAction, Values } from './judgement';
import type { Words } from './words';

/** One row under judgement: reads its fields by name and gathers what is odd about them. */
export class RowReader {
  readonly problems: Problem[] = [];
  readonly questions: string[] = [];
  private waits = false;
  private leftOut = false;

  constructor(
    private readonly source: Row,
    private readonly mapping: Mapping,
    private readonly words: Words,
    private readonly date1904: boolean,
  ) {}

  get number(): number {
    return this.source.row;
  }

  get refused(): boolean {
    return this.problems.some(({ action }) => action === 'reject');
  }

  cell(field: string): Cell | undefined {
    const column = this.mapping.at.get(field);
    return column && this.source.cells[column.index];
  }

  /** A date cell shows its day, anything else itself. */
  private shown(cell: Cell | undefined): string {
    const plain = filledDown(cell);
    const isDate = typeof plain === 'object' && plain !== null && 'n' in plain && plain.d;
    return (isDate ? parseDay(cell, this.date1904).day : null) ?? cellText(cell);
  }

  note(field: string | null, kind: string, action: ProblemAction, params: Problem['params'] = {}): void {
    const column = field && (this.mapping.at.get(field)?.head ?? usualHead(this.mapping.kind, field));
    const given = field === null ? '' : this.shown(this.cell(field));
    this.problems.push({ row: this.number, column, kind, action, params: { given: shorten(given), ...params } });
  }

  /** Cleaned text; a merged cell's text is filled down. Null when blank, or when refused for an error in the cell. */
  text(field: string, { missing }: { missing?: string } = {}): string | null {
    const text = readable(this.cell(field));
    if (text === null) {
      this.note(field, 'cell_error', 'reject');
      return null;
    }
    const value = clean(text);
    if (value === '' && missing) this.note(field, missing, 'reject');
    return value === '' ? null : value;
  }

  code(field: string, parse: (cell: Cell | undefined) => ParsedCode = parseCode): string | null {
    const { value, kind } = parse(this.cell(field));
    if (kind === 'digits_lost') this.note(field, 'digits_lost', 'reject');
    else if (kind === 'unreadable') this.note(field, 'cell_error', 'reject');
    else if (kind) this.note(field, kind, kind === 'phone_punctuation' ? 'keep' : 'fix', { value: value ?? '' });
    return value;
  }

  phone(field: string): string | null {
    return this.code(field, parsePhone);
  }

  /** A business date; a day after `latest` is refused. */
  day(field: string, { latest, missing }: { latest?: Day; missing?: string } = {}): Day | null {
    const { day, kind } = parseDay(this.cell(field), this.date1904);
    if (kind === 'impossible_date') this.note(field, 'impossible_date', 'reject');
    else if (day === null && missing) this.note(field, missing, 'reject');
    else if (day && latest && day > latest) this.note(field, 'future_date', 'reject', { value: day });
    else if (day && kind) this.note(field, kind, kind === 'date_two_digit_year' ? 'warn' : 'fix', { value: day });
    return day;
  }

  /** Integer of 10^-places. A number under a merge is neither repeated nor taken as 0. */
  number_(field: string, places: number, onFormula: 'reject' | 'blank' = 'reject'): number | null {
    if (isMergedAway(this.cell(field))) {
      this.note(field, 'amount_merged', 'reject');
      return null;
    }
    const { value, kind } = parseNumber(this.cell(field), places, { inWan: isInWan(this.mapping.at.get(field)) });
    if (kind === 'amount_formula' && onFormula === 'blank') return null;
    if (kind === 'amount_not_a_number' || kind === 'amount_error' || kind === 'amount_formula')
      this.note(field, kind, 'reject');
    else if (kind) this.note(field, kind, kind === 'amount_rounded' ? 'warn' : 'fix', { value: value ?? '', places });
    return value;
  }

  /** A question's answer; the row waits while there is none. */
  answer(question: { id: string; answer: string | null }): string | null {
    if (!this.questions.includes(question.id)) this.questions.push(question.id);
    if (question.answer === null) this.waits = true;
    if (question.answer === leaveOut) this.leftOut = true;
    return question.answer === leaveOut ? null : question.answer;
  }

  /** Whose row this is: a person's id, an answer's code, or null while open, left out or refused. */
  person(field: 'owner' | 'salesperson'): string | null {
    const word = this.text(field) ?? '';
    const found = this.words.people(word);
    const [only] = found;
    const hasLeft = field === 'owner' && only?.disabled === true;
    if (only && found.length === 1 && !hasLeft) {
      if (!this.words.mayActFor(only.id)) this.note(field, 'not_yours', 'reject', { name: only.name });
      else if (cellText(this.cell(field)) !== only.name)
        this.note(field, 'person_variant', 'fix', { value: only.name });
      return `user:${only.id}`;
    }
    const question = this.words.ask(field, word);
    this.note(field, hasLeft ? 'left_owner' : word === '' ? `empty_${field}` : `unknown_${field}`, 'decide', { word });
    return this.answer(question);
  }

  /** One of a list of ours, or what someone said the sheet's word means. */
  choice(field: 'level' | 'stage' | 'method'): string | null {
    const text = this.text(field) ?? '';
    const own = this.words.own(field, text);
    if (own !== null) return own;
    // A, ａ and a are one word of the sheet.
    const word = clean(text).normalize('NFKC').toUpperCase();
    if (field === 'level' && word !== cellText(this.cell(field)))
      this.note(field, 'level_width_case', 'fix', { value: word });
    const question = this.words.ask(field, field === 'level' ? word : text);
    // Every row of such a sheet has its A, B or C: the question stands for them all.
    if (field !== 'level')
      this.note(field, text === '' ? `empty_${field}` : `${field}_unknown`, 'decide', { word: text });
    return this.answer(question);
  }

  /** Longer than anyone reads in a table, spelled like a formula, and the like: kept as typed, and said. */
  remark(field: string, text: string | null): void {
    if (!text) return;
    if (text.includes('\n')) this.note(field, 'summary_multiline', 'keep');
    // Emoji and rare characters alike lie beyond the first 65,536.
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) this.note(field, 'emoji', 'keep');
    if (text.length > 2000) this.note(field, 'very_long_summary', 'keep', { length: text.length });
    this.remarkFormula(field, text);
  }

  remarkFormula(field: string, text: string): void {
    if (/^[=+\-@＝＋－＠]/.test(text)) this.note(field, 'formula_like', 'keep');
  }

  /** The verdict: a refusal outweighs a question, and both outweigh everything that could be put right. */
  judged(values: Values | null, action: RowAction = 'create'): JudgedRow {
    const verdict = this.refused ? 'refuse' : this.leftOut ? 'ignore' : this.waits ? 'ask' : action;
    if (verdict === 'create' && values === null) throw new Error(`row ${this.number} is accepted without values`);
    return {
      row: this.number,
      action: verdict,
      problems: this.problems,
      questions: this.questions,
      values: verdict === 'create' ? values : null,
      shown: this.mapping.columns.map(({ index }) => shorten(this.shown(this.source.cells[index]))),
    };
  }
}

export const leaveOut = 'leave_out';
const shorten = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
