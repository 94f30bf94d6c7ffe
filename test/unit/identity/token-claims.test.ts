import { describe, expect, it } from 'vitest';
import {
  type ClaimNames,
  identityOf,
  isForAudience,
  ownClaims,
} from '../../../adapters/identity/token-claims.ts';

/** What Amazon Cognito's access tokens carry: of a person the groups, of a machine scopes. */
const cognito: ClaimNames = {
  agency: 'cognito:groups',
  agencyPrefix: 'agency:',
  roles: 'cognito:groups',
  resourceServer: 'civindex',
};
const person = {
  sub: '8a7b',
  client_id: 'portal',
  token_use: 'access',
  'cognito:groups': ['reporter', 'agency:mic', 'reviewer'],
  scope: 'openid profile',
};
const machine = {
  sub: 'client-7',
  client_id: 'client-7',
  token_use: 'access',
  scope: 'civindex/agency:mic civindex/role:reporter',
};

describe('a person', () => {
  it('is known by the claims that the configuration names', () => {
    expect(identityOf(person, cognito)).toEqual({
      subject: '8a7b',
      agency: 'mic',
      roles: ['reporter', 'reviewer'],
    });
    const other: ClaimNames = { agency: 'https://gov.test/agency', roles: 'groups' };
    const claims = { sub: 'lan', 'https://gov.test/agency': 'mic', agency: 'vcci', groups: 'reporter' };
    expect(identityOf(claims, other)).toEqual({ subject: 'lan', agency: 'mic', roles: ['reporter'] });
  });

  it.each([
    ['two agencies', ['agency:mic', 'agency:vcci', 'reporter']],
    ['none', ['reporter']],
    ['one without a name', ['agency:', 'reporter']],
  ])('in groups of %s is refused', (_, groups) => {
    expect(() => identityOf({ ...person, 'cognito:groups': groups }, cognito)).toThrow('names no agency');
  });

  it('cannot choose an agency or a role by scopes', () => {
    const scope = 'civindex/agency:vcci civindex/role:operator';
    expect(identityOf({ ...person, scope }, cognito)).toMatchObject({
      agency: 'mic',
      roles: ['reporter', 'reviewer'],
    });
  });

  it('is not let in by a claim of another name', () => {
    expect(() => identityOf({ sub: 'lan', 'custom:agency': 'mic' }, ownClaims)).toThrow('names no agency');
  });

  it('sends the access token, not the one that tells a page who signed in', () => {
    expect(() => identityOf({ ...person, token_use: 'id', aud: 'portal' }, cognito)).toThrow('ID token');
  });
});

describe('a machine client', () => {
  it('works for the agency and in the roles of its scopes', () => {
    expect(identityOf(machine, cognito)).toEqual({
      program: true,
      subject: 'client-7',
      agency: 'mic',
      roles: ['reporter'],
    });
  });

  it.each([
    ['of two agencies', 'civindex/agency:mic civindex/agency:vcci civindex/role:reporter'],
    ['of another service', 'other/agency:mic other/role:reporter'],
    ['that looks alike', 'civindex-agency:mic'],
    ['at all', ''],
  ])('with no scope of its own, but those %s, is refused', (_, scope) => {
    expect(() => identityOf({ ...machine, scope }, cognito)).toThrow('names no agency');
  });

  it('is not known by a claim that stands beside its scopes, nor where none are expected', () => {
    expect(() => identityOf({ ...machine, scope: '', agency: 'mic' }, cognito)).toThrow('names no agency');
    expect(() => identityOf(machine, ownClaims)).toThrow('names no agency');
  });
});

describe('the audience', () => {
  it.each([
    ['is named', { aud: 'portal' }, true],
    ['is one of several', { aud: ['other', 'portal'] }, true],
    ['is another', { aud: 'other', client_id: 'portal' }, false],
    ['is the client, where none is named', person, true],
    ['is the resource server of the scopes', machine, true],
    ['is another client without scopes of ours', { ...person, client_id: 'game' }, false],
    ['is nobody', {}, false],
  ])('%s: %#', (_, claims, expected) => {
    expect(isForAudience(claims, 'portal', cognito)).toBe(expected);
  });
});
