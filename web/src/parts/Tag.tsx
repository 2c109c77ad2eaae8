// Tags: a word in a box. The word carries the meaning, the colour only repeats it.
import type { ComponentChildren } from 'preact';
import * as labels from '../words/labels';
import type { Label, Tone } from '../words/labels';
import type { ApprovalState, GateVerdict, RiskClass, Severity, SubmissionState, Verdict } from '../api/types';

export function Tag({ tone, title, children }: { tone: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}

function labelled<Value extends string>(table: Record<Value, Label>) {
  return ({ value }: { value: Value }) => {
    const label: Label = table[value] ?? { text: value, tone: 'plain' };
    return (
      <Tag tone={label.tone} title={label.hint}>
        {label.text}
      </Tag>
    );
  };
}

export const StateTag = labelled<SubmissionState>(labels.states);
export const SeverityTag = labelled<Severity>(labels.severities);
export const RiskTag = labelled<RiskClass>(labels.risks);
export const ApprovalTag = labelled<ApprovalState>(labels.approvals);
export const GateTag = labelled<GateVerdict>(labels.gateVerdicts);
const KnownVerdict = labelled<Verdict>(labels.verdicts);
export function VerdictTag({ value }: { value: Verdict | null }) {
  return value ? <KnownVerdict value={value} /> : <Tag tone="plain">No result yet</Tag>;
}
