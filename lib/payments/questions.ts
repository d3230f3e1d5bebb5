import { type Message, type Refusal, refuseFields } from '../action-core';

/** Something allowed that wants a yes first; `name` says what exactly was asked. */
export type Question = { name: string; message: Message };

/**
 * Refuses until what is asked has been shown and ticked. The form carries what it was asked: a tick answers for that
 * only, so that a credit which has grown meanwhile, or of another amount, asks anew.
 */
export function askFirst(
  questions: readonly Question[],
  { asked, confirmed }: { asked: string; confirmed: boolean },
): Refusal | null {
  if (questions.length === 0) return null;
  const now = questions.map((question) => question.name).join();
  if (confirmed && asked === now) return null;
  const refusal = refuseFields({ confirmed: questions.map((question) => question.message) });
  return { ...refusal, message: { key: 'payments.ask.head' }, values: { asked: now, confirmed: '' } };
}
