// Roles and review domains of a person, with the rules between them said before the service has to.
import type { FieldTrouble } from '../api/trouble';
import type { ReviewDomain, Role } from '../api/types';
import { domains, roles } from '../words/labels';
import { Checks } from './fields';

export interface RoleAnswers {
  roles: Role[];
  domains: ReviewDomain[];
}

export function roleMistakes({ roles: chosen, domains: reviewed }: RoleAnswers): FieldTrouble[] {
  const mistakes: FieldTrouble[] = [];
  const has = (role: Role) => chosen.includes(role);
  if (chosen.length === 0) mistakes.push({ pointer: '/roles', detail: 'Choose at least one role.' });
  if (has('administrator') && has('approver')) {
    mistakes.push({ pointer: '/roles', detail: 'Nobody is administrator and approver at once. Choose one of the two.' });
  }
  if (has('script') && chosen.length > 1) mistakes.push({ pointer: '/roles', detail: 'A script has no other role.' });
  if (has('reviewer') && reviewed.length === 0) mistakes.push({ pointer: '/domains', detail: 'Choose the domains the reviewer covers.' });
  return mistakes;
}

export function RoleFields({ answers, onAnswers }: { answers: RoleAnswers; onAnswers: (answers: RoleAnswers) => void }) {
  return (
    <>
      <Checks
        pointer="/roles"
        label="Roles"
        values={answers.roles}
        onValues={(chosen) => onAnswers({ roles: chosen, domains: chosen.includes('reviewer') ? answers.domains : [] })}
        choices={(Object.keys(roles) as Role[]).map((value) => ({ value, ...roles[value] }))}
      />
      {answers.roles.includes('reviewer') && (
        <Checks
          pointer="/domains"
          label="Reviews in"
          values={answers.domains}
          onValues={(chosen) => onAnswers({ ...answers, domains: chosen })}
          choices={(Object.keys(domains) as ReviewDomain[]).map((value) => ({ value, text: domains[value] }))}
        />
      )}
    </>
  );
}
