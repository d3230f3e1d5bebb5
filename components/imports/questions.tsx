import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { answerQuestions } from '@/lib/imports/actions';
import type { Person, Question } from '@/lib/imports/judgement';
import { leaveOut } from '@/lib/imports/row';
import { choiceText, questionText } from '@/lib/imports/texts';

type Props = {
  importId: number;
  questions: readonly Question[];
  people: readonly Person[];
  /** Whether the answers hold for later files too. */
  remembers: boolean;
};

/** The words of the file that aren't ours, each asked once; answered ones can still be changed. */
export async function Questions({ importId, questions, people, remembers }: Props) {
  const t = await getT();
  const open = questions.filter(({ answer }) => answer === null).length;
  return (
    <section
      id="questions"
      className={`border-b border-line px-6 py-3.5 max-sm:px-4 ${open > 0 ? 'bg-warn-soft' : ''}`}
      aria-labelledby="questions-title"
    >
      <div className="section-head mb-2 flex-wrap">
        <h2 id="questions-title">
          {open > 0
            ? t('imports.questions.title', { count: open })
            : t('imports.questions.answered', { count: questions.length })}
        </h2>
        <span className="caption">{t(remembers ? 'imports.questions.caption' : 'imports.questions.captionOnce')}</span>
      </div>
      <ActionForm action={answerQuestions} formKey={crypto.randomUUID()} className="space-y-2">
        <input type="hidden" name="importId" value={importId} />
        {questions.map((question, index) => (
          <div key={question.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span id={`question-${index}`} className="w-80 max-sm:w-full">
              <span className="caption mr-2">{index + 1}</span>
              {questionText(t, question)}
              <span className="caption ml-1.5">{t('imports.questions.rows', { rows: count(question.rows) })}</span>
            </span>
            <Choices
              name={`question:${question.field}:${question.wordKey}`}
              answer={question.answer}
              choices={question.choices.map((code) => ({ code, text: choiceText(t, code, people) }))}
              labelledBy={`question-${index}`}
              choose={t('imports.questions.choose')}
            />
          </div>
        ))}
        <div className="flex items-center gap-3 pt-1">
          <SubmitButton className="btn btn-line">{t('imports.questions.save')}</SubmitButton>
          <FormMessage />
        </div>
      </ActionForm>
    </section>
  );
}

type ChoicesProps = {
  name: string;
  answer: string | null;
  choices: { code: string; text: string }[];
  labelledBy: string;
  choose: string;
};
const chipsAtMost = 7;

/** A few choices as chips, a company's worth of people as a list. */
function Choices({ name, answer, choices, labelledBy, choose }: ChoicesProps) {
  if (choices.length > chipsAtMost)
    return (
      <select
        // After an action React puts a form back to its defaults, and a select's are those it was made with.
        key={answer}
        name={name}
        defaultValue={answer ?? ''}
        className="select w-56 max-sm:w-full"
        aria-labelledby={labelledBy}
      >
        <option value="">{choose}</option>
        {choices.map(({ code, text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    );
  return (
    <div className="flex flex-wrap gap-1.5" role="radiogroup" aria-labelledby={labelledBy}>
      {choices.map(({ code, text }) => (
        <label
          key={code}
          className={`chip cursor-pointer bg-base-100 has-checked:border-primary has-checked:bg-selected has-checked:font-semibold has-checked:text-base-content has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary max-sm:h-11 ${code === leaveOut ? 'border-dashed' : ''}`}
        >
          <input type="radio" className="sr-only" name={name} value={code} defaultChecked={answer === code} />
          {text}
        </label>
      ))}
    </div>
  );
}
