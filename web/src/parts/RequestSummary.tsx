// The request in a few lines: what, who, which file, what came of it.
import type { Submission } from '../api/types';
import { linkTo } from '../router';
import { domains, outcomes, platforms } from '../words/labels';
import { enumerate, sizeText } from '../words/numbers';
import { Digest, Identifier, Raw } from './Raw';
import { Summary } from './Summary';
import { Until, When } from './When';

export function RequestSummary({ submission }: { submission: Submission }) {
  const { tool, artifact, claim, scan, decision } = submission;
  return (
    <Summary
      rows={[
        tool && [
          'Tool',
          <>
            <a href={linkTo(`/tools/${tool.id}`)}>
              <Raw text={tool.name} />
            </a>
            , {platforms[tool.platform].text} <Identifier text={tool.identifier} />
          </>,
        ],
        submission.version !== '' && ['Version', <Raw text={submission.version} />],
        [
          'Asked by',
          <>
            <Raw text={submission.submitter.name} />
            {submission.department && (
              <>
                , <Raw text={submission.department.name} />
              </>
            )}
            , <When at={submission.created} />
          </>,
        ],
        artifact && [
          'File',
          <>
            <Raw text={artifact.file_name} />, {sizeText(artifact.size)}
            {submission.uploader && submission.uploader.id !== submission.submitter.id && (
              <>
                , sent by <Raw text={submission.uploader.name} />
              </>
            )}
          </>,
        ],
        artifact && ['SHA-256 of the file', <Digest hex={artifact.sha256} />],
        claim && [
          'Named, without a file',
          <>
            {platforms[claim.platform].text} <Identifier text={claim.identifier} /> <Raw text={claim.version} />
          </>,
        ],
        scan.finished !== null && [
          'Checked',
          <>
            <When at={scan.finished} />
            {scan.complete === false && (
              <>
                , not completely: <Raw text={scan.reason} />
              </>
            )}
          </>,
        ],
        submission.required_domains.length > 0 && ['Reviews needed in', enumerate(submission.required_domains.map((one) => domains[one]))],
        decision && ['Decision', `${outcomes[decision.outcome]} by ${decision.decider.name}`],
        Boolean(decision?.expires) && ['Ends', <Until day={decision?.expires ?? null} />],
        decision &&
          decision.conditions.length > 0 && [
            'Conditions',
            <ul>
              {decision.conditions.map((one) => (
                <li>
                  <Raw text={one} />
                </li>
              ))}
            </ul>,
          ],
        decision &&
          decision.waivers.length > 0 && [
            'Exceptions',
            <ul>
              {decision.waivers.map((one) => (
                <li>
                  {one.rule} <Raw text={one.subject} /> until <Until day={one.expires} />: <Raw text={one.reason} />
                </li>
              ))}
            </ul>,
          ],
      ]}
    />
  );
}
