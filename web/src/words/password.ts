// What a password must be; the service checks it again.
import type { FieldTrouble } from '../api/trouble';

export const passwordHint = 'At least 12 characters, better 15 or more; several words make a good password.';

export function passwordMistake(password: string, pointer: string): FieldTrouble | null {
  if (password.length < 12) return { pointer, detail: 'Use at least 12 characters, better 15 or more; several words make a good password.' };
  if (password.length > 256) return { pointer, detail: 'Use at most 256 characters.' };
  return null;
}
