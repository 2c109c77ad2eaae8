// What the law of each place makes of the answers to “Is it a medical device?”: advice with its sources, never a permission.
import { listDeviceQuestions } from '../api/calls';
import { useLoad } from '../api/load';
import type { DeviceAdvice, DeviceQuestion } from '../api/types';
import { countryName } from '../words/countries';
import { Notice } from './Notice';
import { Raw } from './Raw';
import { Details } from './Section';
import { DeviceTag } from './Sign';
import { Summary } from './Summary';

const places: Record<string, string> = { IMDRF: 'International forum of regulators (IMDRF)' };
const placeName = (code: string) => places[code] ?? countryName(code);

/** A question that is named by its id (`function`) is named by its text. */
export function withQuestions(text: string, questions: readonly Pick<DeviceQuestion, 'id' | 'text'>[]): string {
  return text.replace(/`([a-z0-9_]+)`/g, (all, id: string) => {
    const known = questions.find((one) => one.id === id);
    return known ? `“${known.text}”` : all;
  });
}

export function Advice({ advice }: { advice: DeviceAdvice }) {
  const questions = useLoad((signal) => listDeviceQuestions(signal), []);
  return (
    <>
      {advice.contradictions.length > 0 && (
        <Notice tone="warn" title="This does not fit together">
          <ul>
            {advice.contradictions.map((one) => (
              <li>
                <Raw text={one.sentence} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Summary
        rows={advice.items.map((one) => [
          placeName(one.jurisdiction),
          <>
            <p>
              <DeviceTag value={one.status} /> {one.device_class && `Class ${one.device_class}`}
            </p>
            <p>
              <Raw text={one.sentence} />
            </p>
            {one.look_at.length > 0 && (
              <ul>
                {one.look_at.map((text) => (
                  <li>
                    <Raw text={withQuestions(text, questions.value ?? [])} />
                  </li>
                ))}
              </ul>
            )}
            {one.citations.length > 0 && (
              <Details summary="Sources">
                <ul>
                  {one.citations.map((text) => (
                    <li>
                      <Raw text={text} />
                    </li>
                  ))}
                </ul>
              </Details>
            )}
          </>,
        ])}
      />
      <p class="quiet">Advice from the answers of the department, by the tables of {advice.table_version}. It is no permission, and it decides nothing.</p>
    </>
  );
}
