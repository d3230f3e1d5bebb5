import { price, quantity, yuan } from '../format';
import type { Translate } from '../i18n/translator';
import { nameKey } from '../text';
import type { Person, Problem, Question } from './judgement';
import type { NewWords } from './queries/new-words';
import { leaveOut } from './row';

// Keys made from kinds and codes of this code base; imports.test.ts finds any without a text.
const say = (t: Translate, key: string, params: Record<string, string | number> = {}) =>
  (t as (key: string, params: Record<string, string | number>) => string)(`imports.${key}`, params);

const inPlaces: Record<number, (value: number) => string> = { 2: yuan, 3: quantity, 4: price };
const moneyOf: Record<string, readonly string[]> = {
  amount_computed: ['value'],
  qty_price_mismatch: ['value', 'product'],
  overpaid: ['value', 'amount'],
  return_negative: ['value'],
  second_payment: ['value'],
};

/** What a problem says to a person, in one short sentence. */
export function problemText(t: Translate, { kind, params }: Problem): string {
  const shown: Record<string, string | number> = { ...params };
  for (const name of moneyOf[kind] ?? []) shown[name] = yuan(Number(params[name]));
  if (typeof params.places === 'number') shown.value = inPlaces[params.places]?.(Number(params.value)) ?? '';
  if (kind === 'status_contradiction') shown.derived = say(t, `derived.${params.derived}`);
  // A customer outside the importer's scope is never named.
  const variant = params.failedRow || (params.firstRow && params.name) ? '_row' : params.name ? '_of' : '';
  const key = `problem.${kind}${['duplicate_name', 'duplicate_code', 'unknown_customer'].includes(kind) ? variant : ''}`;
  return say(t, key, shown);
}

const wordsShown = 12;
/** "行业：建筑、医药": the first words of a list that writing would add. */
export function newWordsText(t: Translate, { kind, words }: NewWords): string {
  const more = words.length > wordsShown ? ` ${t('imports.newWords.more', { count: words.length })}` : '';
  return `${t(`imports.newWords.${kind}`)}：${words.slice(0, wordsShown).join('、')}${more}`;
}

export function questionText(t: Translate, { field, word }: Pick<Question, 'field' | 'word'>): string {
  return word === ''
    ? say(t, `questions.empty${field.charAt(0).toUpperCase()}${field.slice(1)}`)
    : say(t, `questions.${field}`, { word });
}

/** How a choice is spelled: a person by name, with the sign-in name where two share it; people who left are marked. */
export function choiceText(t: Translate, code: string, people: readonly Person[]): string {
  if (!code.startsWith('user:')) return say(t, `choice.${code}`);
  const person = people.find(({ id }) => id === Number(code.slice(5)));
  if (!person) return '';
  const isShared = people.filter(({ nameKey }) => nameKey === person.nameKey).length > 1;
  const name = isShared ? say(t, 'choice.login', { name: person.name, login: person.login }) : person.name;
  return person.disabled ? say(t, 'choice.disabled', { name }) : name;
}

export type WrittenQuestion = { field: string; word: string; rows: number; choices: string[]; answer: string | null };

/** Questions as the command line's JSON spells them, choices and answers in words. */
export const writeQuestions = (t: Translate, questions: readonly Question[], people: readonly Person[]) =>
  questions.map(
    ({ field, word, rows, choices, answer }): WrittenQuestion => ({
      field: say(t, `field.${field}`),
      word,
      rows,
      choices: choices.map((code) => choiceText(t, code, people)),
      answer: answer && choiceText(t, answer, people),
    }),
  );

/** The code of a choice as someone wrote it: as spelled in `choices`, the plain name, or the code itself. */
export function choiceOf(t: Translate, text: string, choices: readonly string[], people: readonly Person[]) {
  const key = nameKey(text);
  const spelled = choices.find((code) => code === text || nameKey(choiceText(t, code, people)) === key);
  if (spelled) return spelled;
  const named = people.filter((person) => person.nameKey === key || person.loginKey === key);
  const code = named.length === 1 ? `user:${named[0]?.id}` : '';
  return choices.includes(code) ? code : null;
}

/** Answers worth remembering: what a word means, not which rows to leave out this time. */
export const isRemembered = (word: string, answer: string) => word !== '' && answer !== leaveOut;
