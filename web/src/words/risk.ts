// The risk class that follows from the intended use, as the service derives it (service/domain/policy.hpp): shown while
// the form is filled in, so that nobody is surprised. What counts is the service's own answer.
import type { IntendedUse, Policy, PolicyClass, RiskClass } from '../api/types';
import { count, enumerate } from './numbers';
import { domains } from './labels';

export function expectedRisk(use: Pick<IntendedUse, 'data_classes' | 'clinical_role'>): RiskClass {
  if (use.data_classes.includes('phi') || use.clinical_role === 'drives_or_diagnoses') return 'high';
  if (use.data_classes.includes('staff') || use.clinical_role === 'informs') return 'moderate';
  return 'low';
}

/** The one that counts. */
export function newestPolicy(policies: readonly Policy[]): Policy | undefined {
  return [...policies].sort((a, b) => b.version - a.version)[0];
}

export function classOf(policies: readonly Policy[], risk: RiskClass): PolicyClass | undefined {
  return newestPolicy(policies)?.classes.find((one) => one.risk === risk);
}

/** `Reviews in Security and Privacy by at least 2 people; an approval lasts at most 365 days.` */
export function demands(rules: PolicyClass): string {
  const reviews = enumerate(rules.required_domains.map((domain) => domains[domain]));
  return (
    `It needs ${reviews ? `reviews in ${reviews}` : 'a review'} by at least ${count(rules.required_reviewers, 'person', 'people')}, ` +
    `then a decision by somebody else. An approval lasts at most ${count(rules.validity_days, 'day')}.`
  );
}
