import { z } from 'zod';
import type { Translate } from '../i18n/translator';
import { nameKey } from '../text';
import { type Answers, type Person, type Question, questionFields } from './judgement';
import { choiceOf, choiceText } from './texts';

/** The command line's answers: its own JSON with `answer` filled in, or only the list of questions. */
const answered = z.object({ field: z.string(), word: z.string(), answer: z.string().nullish() });
export const answersFileSchema = z.union([z.array(answered), z.object({ questions: z.array(answered) })]);

export type BadAnswer = { field: string; word: string; answer: string; choices: string[] };

/** Answers in words → codes, for the questions asked; what isn't among a question's choices is told, not guessed. */
export function readAnswers(
  t: Translate,
  file: z.output<typeof answersFileSchema>,
  questions: readonly Question[],
  people: readonly Person[],
): { answers: Answers; bad: BadAnswer[] } {
  const answers: Answers = {};
  const bad: BadAnswer[] = [];
  for (const { field, word, answer } of Array.isArray(file) ? file : file.questions) {
    const code = questionFields.find((name) => name === field || t(`imports.field.${name}`) === field);
    const question = questions.find((one) => one.field === code && one.wordKey === nameKey(word));
    if (!code || !question || answer === null || answer === undefined || answer.trim() === '') continue;
    const choice = choiceOf(t, answer, question.choices, people);
    if (choice === null) {
      bad.push({ field, word, answer, choices: question.choices.map((one) => choiceText(t, one, people)) });
      continue;
    }
    const words = answers[code] ?? {};
    words[question.wordKey] = choice;
    answers[code] = words;
  }
  return { answers, bad };
}
