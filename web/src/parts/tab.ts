// What a tab keeps while a person works in it: drafts of requests. They outlive a session that ended by itself, and
// never reach somebody else who logs in on the same machine.
const owner = 'formulary.of';

/** From here on the tab is this person's; what another one left is forgotten. */
export function keepFor(person: string): void {
  if (sessionStorage.getItem(owner) !== person) sessionStorage.clear();
  sessionStorage.setItem(owner, person);
}
