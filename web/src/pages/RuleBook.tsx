// The rule book: what the automatic check looks for, why, what would make it pass, and by which document; and what the
// hospital's policy demands of each risk class.
import { useState } from 'preact/hooks';
import { allDatasets, allRules, listDocumentKinds, listPolicies } from '../api/calls';
import { useLoad } from '../api/load';
import type { Rule, Severity } from '../api/types';
import { FilterBar } from '../parts/FilterBar';
import { Heading } from '../parts/Heading';
import { Empty } from '../parts/Notice';
import { PolicyTerms } from '../parts/PolicyTerms';
import { Ready } from '../parts/Ready';
import { Details, Section } from '../parts/Section';
import { Summary } from '../parts/Summary';
import { SeverityTag } from '../parts/Tag';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { severities, severityOrder } from '../words/labels';
import { count } from '../words/numbers';
import { newestPolicy } from '../words/risk';
import { dayText } from '../words/time';

export function filterRules(rules: readonly Rule[], text: string, severity: string): Rule[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    const all = [rule.id, rule.title, rule.why, rule.family, rule.citation, ...Object.values(rule.mapping)].join('\n').toLowerCase();
    return (!severity || rule.severity === severity) && words.every((word) => all.includes(word));
  });
}

export function RuleBook({ query }: PageProps) {
  const rules = useLoad((signal) => allRules(signal), []);
  const policies = useLoad((signal) => listPolicies(signal), []);
  const kinds = useLoad((signal) => listDocumentKinds(signal), []);
  const datasets = useLoad((signal) => allDatasets(signal), []);
  const [text, setText] = useState(query.q ?? '');
  const severity = query.severity ?? '';
  return (
    <>
      <Heading title="Rule book" />
      <Section title="What the policy demands">
        <Ready from={policies}>
          {(page) => {
            const policy = newestPolicy(page.items);
            return policy ? <PolicyTerms policy={policy} kinds={kinds.value ?? []} datasets={datasets.value ?? []} /> : <Empty title="There is no policy yet." />;
          }}
        </Ready>
        <p>
          <a href={linkTo('/policy')}>The page of the policy</a> shows its versions.
        </p>
      </Section>
      <Section title="Rules">
        <FilterBar
          label="Find by word, number or standard"
          text={text}
          onText={setText}
          choiceLabel="Weight"
          choice={severity}
          choices={[{ value: '', text: 'All' }, ...severityOrder.map((value: Severity) => ({ value, text: severities[value].text }))]}
          onChoice={(value) => replaceQuery('/rules', { q: text, severity: value })}
        />
        <Ready from={rules}>
          {(all) => {
            const found = filterRules(all, text, severity);
            return found.length === 0 ? <Empty title="No rule fits this filter." /> : <RuleList rules={found} />;
          }}
        </Ready>
      </Section>
    </>
  );
}

function RuleList({ rules }: { rules: Rule[] }) {
  return (
    <>
      <p class="quiet" role="status">
        {count(rules.length, 'rule')}
      </p>
      <ul class="rules">
        {rules.map((rule) => (
          <li key={rule.id}>
            <Details
              summary={
                <>
                  <span class="rule-id">{rule.id}</span> <SeverityTag value={rule.severity} /> {rule.title}
                </>
              }
            >
              <p>{rule.why}</p>
              <Summary
                rows={[
                  ['What would make it pass', rule.would_pass],
                  ['Source', rule.citation],
                  ['In force since', dayText(rule.effective)],
                  ['Looks at', `${rule.format === 'any' ? 'every product' : rule.format}: ${rule.family}`],
                  rule.mapping.masvs !== '' && ['MASVS', rule.mapping.masvs],
                  rule.mapping.mastg !== '' && ['MASTG', rule.mapping.mastg],
                  rule.mapping.cwe !== '' && ['CWE', rule.mapping.cwe],
                  rule.mapping.hipaa !== '' && ['HIPAA', rule.mapping.hipaa],
                  rule.mapping.sp800_163 !== '' && ['NIST SP 800-163', rule.mapping.sp800_163],
                ]}
              />
            </Details>
          </li>
        ))}
      </ul>
    </>
  );
}
