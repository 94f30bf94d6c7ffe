import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../lib/config.ts';
import { IdentityStack } from '../../lib/stacks/identity-stack.ts';
import { type Json, ofType } from './synthesise.ts';

const userPool = {
  domainPrefix: 'danang',
  returnUrls: ['https://dsc.danang.example/desk/'],
  machineClients: ['mic', 'vcci'],
};

function synthesise(change: Partial<Config> = {}) {
  const config = { ...loadConfig('prod', {}), userPool, ...change };
  const stack = new IdentityStack(new App(), 'identity', { config, userPool });
  const template = Template.fromStack(stack);
  const all = (type: string): Json[] =>
    Object.values(template.findResources(type)).map(({ Properties }) => Properties);
  return { stack, all, template };
}

const { stack, all, template } = synthesise();
const clients = all('AWS::Cognito::UserPoolClient');
const portal = clients.find(({ GenerateSecret }) => GenerateSecret === false);
const machines = clients.filter(({ GenerateSecret }) => GenerateSecret === true);

describe('the user pool', () => {
  const [pool] = all('AWS::Cognito::UserPool');

  it('lets nobody sign up, and asks everybody for a second factor that is no text message', () => {
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
    expect(pool.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(14);
  });

  it('outlives its stack, and refuses to be deleted', () => {
    expect(pool.DeletionProtection).toBe('ACTIVE');
    const [definition] = Object.values(template.findResources('AWS::Cognito::UserPool'));
    expect(definition!['DeletionPolicy']).toBe('RetainExceptOnCreate');
  });

  it('has a group for each role, and for each agency that has a machine', () => {
    expect(all('AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName)).toEqual([
      'reporter',
      'reviewer',
      'operator',
      'agency:mic',
      'agency:vcci',
    ]);
  });

  it('is deployed to AWS, and not to an emulator, which has none', () => {
    expect(ofType('prod', 'AWS::Cognito::UserPool')).toHaveLength(1);
    expect(ofType('local', 'AWS::Cognito::UserPool')).toEqual([]);
  });
});

describe('the page of the desk', () => {
  it('signs in by code, without a secret, and cannot ask for a scope of machines', () => {
    expect(portal).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'profile'],
      CallbackURLs: userPool.returnUrls,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('lets people change their name and address, and nothing that says who they are here', () => {
    expect(portal.WriteAttributes.toSorted()).toEqual(['email', 'name']);
  });
});

describe('a program of an agency', () => {
  it('gets tokens of its own, for one agency and to send files only', () => {
    const scopes = machines.map(({ AllowedOAuthFlows, AllowedOAuthScopes }) => [
      AllowedOAuthFlows,
      AllowedOAuthScopes.map((scope: Json) => scope['Fn::Join'][1].at(-1)),
    ]);
    expect(scopes).toEqual([
      [['client_credentials'], ['/role:reporter', '/agency:mic']],
      [['client_credentials'], ['/role:reporter', '/agency:vcci']],
    ]);
  });
});

describe('the desk of prod', () => {
  it('accepts the tokens of the pool: its issuer, its client, its groups and scopes', () => {
    expect(stack.issuer.claims).toEqual({
      agency: 'cognito:groups',
      agencyPrefix: 'agency:',
      roles: 'cognito:groups',
      resourceServer: 'civindex',
    });
    const desk = ofType('prod', 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === 'civindex-prod-desk-api',
    );
    const variables = desk!.properties.Environment.Variables;
    expect(JSON.parse(variables.TOKEN_CLAIMS)).toEqual(stack.issuer.claims);
    expect(JSON.stringify(variables.TOKEN_ISSUER)).toContain('cognito-idp.ap-southeast-1.amazonaws.com');
    expect(JSON.stringify(variables.TOKEN_AUDIENCE)).toContain('Portal');
  });
});
