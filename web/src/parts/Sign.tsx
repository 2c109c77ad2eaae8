// A word in a box with a small drawing before it: a tick, a cross, a question mark, a clock. Word and drawing say the
// same as the colour, so that it reads in black and white as well.
import type { CheckState, DeviceStatus, DocumentState, ImportState, Standing } from '../api/types';
import { checkStates, deviceStatuses, documentStates, importStates, standings, type Sign, type SignedLabel } from '../words/regulatory';

const drawings: Record<Sign, string> = {
  tick: 'M3 8.5l3.200 3.200L13 4.800',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.500 6a2.500 2.500 0 1 1 3.700 2.200C8.300 8.700 8 9.200 8 10M8 12.500v.2',
  clock: 'M8 2.500a5.500 5.500 0 1 0 .01 0M8 5v3.200l2.200 1.300',
};

export function SignTag({ label }: { label: SignedLabel }) {
  return (
    <span class={`tag tag-${label.tone} tag-sign`} title={label.hint}>
      <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
        <path d={drawings[label.sign]} />
      </svg>
      {label.text}
    </span>
  );
}

export const StandingTag = ({ value }: { value: Standing }) => <SignTag label={standings[value]} />;
export const CheckTag = ({ value }: { value: CheckState }) => <SignTag label={checkStates[value]} />;
export const ImportTag = ({ value }: { value: ImportState }) => <SignTag label={importStates[value]} />;
export const DeviceTag = ({ value }: { value: DeviceStatus }) => <SignTag label={deviceStatuses[value]} />;
export const DocumentTag = ({ value }: { value: DocumentState }) => <SignTag label={documentStates[value]} />;
