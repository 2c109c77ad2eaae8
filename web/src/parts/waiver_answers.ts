// Exceptions while they are typed: a reason and an end for each finding that somebody chooses to let stand.
import type { FieldTrouble } from '../api/trouble';
import type { Finding, Submission, Waiver } from '../api/types';

export interface WaiverAnswer {
  on: boolean;
  reason: string;
  expires: string;
}
export type WaiverAnswers = Record<string, WaiverAnswer | undefined>;

export function findingKey(finding: Pick<Finding, 'rule' | 'subject'>): string {
  return `${finding.rule}\n${finding.subject}`;
}

/**
 * The findings for which an exception may be needed. An obstacle that names the rule says for certain; the severities
 * that always fail are offered in any case, and questions, because answering one is an exception, too.
 */
export function waivable(submission: Submission): Finding[] {
  const seen = new Set<string>();
  return (submission.assessment?.findings ?? []).filter((finding) => {
    const named = submission.obstacles.some((one) => one.includes(finding.rule));
    const fits = !finding.waived && (named || finding.severity === 'block' || finding.severity === 'ask');
    if (!fits || seen.has(findingKey(finding))) return false;
    seen.add(findingKey(finding));
    return true;
  });
}

export function waiversOf(answers: WaiverAnswers, findings: readonly Finding[], last: string): Waiver[] {
  return findings.flatMap((finding) => {
    const answer = answers[findingKey(finding)];
    if (!answer?.on) return [];
    return [{ rule: finding.rule, subject: finding.subject, reason: answer.reason.trim(), expires: answer.expires || last }];
  });
}

/** Pointers count the chosen exceptions, as they stand in the request. */
export function waiverMistakes(answers: WaiverAnswers, findings: readonly Finding[]): FieldTrouble[] {
  return findings
    .filter((finding) => answers[findingKey(finding)]?.on)
    .flatMap((finding, index) =>
      answers[findingKey(finding)]?.reason.trim()
        ? []
        : [{ pointer: `/waivers/${index}/reason`, detail: `Say why ${finding.rule} can be accepted for a time.` }],
    );
}
