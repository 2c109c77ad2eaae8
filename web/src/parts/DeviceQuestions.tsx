// The questions of “Is it a medical device?”, folded: who knows need not answer, and each answer helps the reviewers.
import type { DeviceQuestion } from '../api/types';
import { Checks, Radios } from './fields';
import { Details } from './Section';

interface Props {
  questions: readonly DeviceQuestion[];
  chosen: Record<string, string[]>;
  onChosen: (chosen: Record<string, string[]>) => void;
}

export function DeviceQuestions({ questions, chosen, onChosen }: Props) {
  const answered = questions.filter((one) => (chosen[one.id] ?? []).length > 0).length;
  return (
    <>
      <p>
        Answer what you know. The registry says what the law of each place makes of it, and whether that fits what is named below; a reviewer looks at both.
      </p>
      <Details summary={`${answered} of ${questions.length} questions answered`}>
        {questions.map((question) => {
          const common = {
            pointer: `/answers/${question.id}`,
            label: question.text,
            hint: question.help || undefined,
            choices: question.options.map(({ id, text }) => ({ value: id, text })),
          };
          const set = (values: string[]) => onChosen({ ...chosen, [question.id]: values });
          return question.kind === 'many' ? (
            <Checks {...common} values={chosen[question.id] ?? []} onValues={set} />
          ) : (
            <Radios {...common} value={chosen[question.id]?.[0] ?? ''} onValue={(value) => set([value])} />
          );
        })}
        {answered > 0 && (
          <button type="button" class="button" onClick={() => onChosen({})}>
            Take all answers back
          </button>
        )}
      </Details>
    </>
  );
}
