// What the switches of a policy about recalls mean, in sentences.
import type { PolicyClass } from '../api/types';

export const recallData: Record<PolicyClass['recall_data'], { text: string; choice: string }> = {
  imported: {
    text: 'Every data set of recalls that was ever imported must be in date, or the gate does not know.',
    choice: 'Every data set of recalls that was ever imported',
  },
  required: { text: 'Recalls that are too old do not close the gate.', choice: 'Only those that are ticked above' },
};

export const possibleRecalls: Record<PolicyClass['possible_recalls'], { text: string; choice: string; hint: string }> = {
  queue: {
    text: 'A class II recall that may concern a tool lets the gate stay open for five days, for whoever has read it.',
    choice: 'It may still be bought',
    hint: 'on the condition that the recall is read; after five days without a decision the gate holds',
  },
  hold: {
    text: 'A class II recall that may concern a tool holds until a person has decided.',
    choice: 'Nothing is bought',
    hint: 'the gate holds until a person has decided',
  },
};
