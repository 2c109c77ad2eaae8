// What a group of the identity provider may do, in words.
import { describe, expect, it } from 'vitest';
import { grantOf } from '../src/pages/IdentityProvider';

describe('what a group may do', () => {
  it('names roles, review domains and department', () => {
    expect(grantOf({ roles: ['submitter', 'reviewer'], domains: ['privacy', 'clinical'], department: { id: '1', name: 'Cardiology' } })).toBe(
      'Submitter; Reviewer (Privacy, Clinical safety); belongs to Cardiology',
    );
    expect(grantOf({ roles: [], domains: [], department: { id: '1', name: 'Cardiology' } })).toBe('belongs to Cardiology');
    expect(grantOf({ roles: ['approver'], domains: [], department: null })).toBe('Approver');
  });
});
