// A notice and our tool side by side, with the words marked that both have in common.
import type { RecallMatch } from '../api/types';
import { linkTo } from '../router';
import { datasetName } from '../words/datasets';
import { noticeStatuses, wordsInCommon } from '../words/recalls';
import { dayText } from '../words/time';
import { Address } from './Address';
import { Marked } from './Marked';
import { Identifier, Raw } from './Raw';
import { Summary } from './Summary';

export function SideBySide({ match }: { match: RecallMatch }) {
  const { recall, subject, tool } = match;
  const { notice: theirs, tool: ours } = wordsInCommon(match);
  const list = (values: readonly string[]) => (
    <ul class="plain">
      {values.map((one) => (
        <li>
          <Marked text={one} words={ours} />
        </li>
      ))}
    </ul>
  );
  return (
    <div class="side-by-side">
      <div class="card">
        <h3>The notice</h3>
        <Summary
          rows={[
            recall.number !== '' && ['Number', <Marked text={recall.number} words={theirs} />],
            recall.firm !== '' && ['Maker', <Marked text={recall.firm} words={theirs} />],
            recall.name !== '' && ['Product', <Marked text={recall.name} words={theirs} />],
            ['State', noticeStatuses[recall.status]],
            recall.date !== null && ['Begun', dayText(recall.date)],
            [
              'From',
              <>
                {recall.dataset === 'manual' ? 'entered by a person' : <a href={linkTo(`/datasets/${encodeURIComponent(recall.dataset)}`)}>{datasetName(recall.dataset)}</a>}
                {recall.url && (
                  <span class="under">
                    <Address text={recall.url} />
                  </span>
                )}
              </>,
            ],
          ]}
        />
        <div class="notice-text">
          {recall.text.split('\n').filter(Boolean).map((line) => (
            <p>
              <Marked text={line} words={theirs} />
            </p>
          ))}
        </div>
      </div>
      <div class="card">
        <h3>Our tool</h3>
        <Summary
          rows={[
            [
              'Tool',
              tool ? (
                <>
                  <a href={linkTo(`/tools/${tool.id}`)}>
                    <Raw text={tool.name || tool.identifier} />
                  </a>
                  <span class="under">
                    <Identifier text={tool.identifier} />
                  </span>
                </>
              ) : (
                <span class="quiet">not known</span>
              ),
            ],
            ['Version', <Marked text={match.version || 'not named'} words={theirs} />],
            subject && subject.names.length > 0 && ['Names', list(subject.names)],
            subject && subject.companies.length > 0 && ['Makers', list(subject.companies)],
            subject && subject.udis.length > 0 && ['UDI', list(subject.udis)],
            subject && subject.submissions.length > 0 && ['Permissions', list(subject.submissions)],
            subject && subject.product_codes.length > 0 && ['Product codes', list(subject.product_codes)],
            subject && subject.models.length > 0 && ['Models', list(subject.models)],
            subject && subject.company_numbers.length > 0 && ['Numbers of the maker', list(subject.company_numbers)],
            subject && subject.components.length > 0 && ['Parts', list(subject.components)],
          ]}
        />
      </div>
    </div>
  );
}
