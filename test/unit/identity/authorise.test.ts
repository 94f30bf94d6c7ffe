import type { APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/authorise/handler.ts';
import { usageKeyOf } from '../../../lambdas/authorise/usage-key-of.ts';
import { Unauthorised, Upstream } from '../../../use-cases/errors.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import { memoryLog } from '../api/request.ts';

const verify = async (token: string): Promise<Identity> => {
  if (token.startsWith('program-of-'))
    return { subject: 'client', agency: token.slice(11), roles: ['reporter'], program: true };
  if (token === 'outage') throw new Upstream('The keys cannot be had.');
  if (token !== 'token-lan') throw new Unauthorised('The token is not valid here.');
  return { subject: 'lan', agency: 'mic', roles: ['reporter', 'operator'] };
};

const log = memoryLog();
const authorise = (authorizationToken: string) =>
  createHandler({ verifier: { verify }, log, usageKeyOf: usageKeyOf('prod', ['vnpt-mic', 'vnpt']) })({
    type: 'TOKEN',
    authorizationToken,
    methodArn: 'arn:aws:execute-api:ap-southeast-1:123456789012:api1/live/GET/v1/desk/submissions',
  } satisfies APIGatewayTokenAuthorizerEvent);

describe('authorise', () => {
  it('opens every desk route of the stage, since its answer is kept for other requests, and nothing else', async () => {
    const { policyDocument } = await authorise('Bearer token-lan');
    const stage = 'arn:aws:execute-api:ap-southeast-1:123456789012:api1/live';
    expect(policyDocument.Statement).toEqual([
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: [`${stage}/*/v1/desk`, `${stage}/*/v1/desk/*`],
      },
    ]);
  });

  it('tells who asks, in the flat values that API Gateway allows', async () => {
    expect(await authorise('Bearer token-lan')).toMatchObject({
      principalId: 'lan',
      context: { subject: 'lan', agency: 'mic', roles: 'reporter operator' },
    });
  });

  it('counts a program of an agency by itself, and everybody else together', async () => {
    const keyOf = async (token: string) => (await authorise(`Bearer ${token}`)).usageIdentifierKey;
    const people = await keyOf('token-lan');
    expect(await keyOf('program-of-unknown')).toBe(people);
    const keys = [people, await keyOf('program-of-vnpt'), await keyOf('program-of-vnpt-mic')];
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^[a-z0-9]{20,128}$/);
  });

  it.each([
    'Bearer forged',
    'Basic bWlj',
    '',
  ])('answers "%s" with what API Gateway makes a 401 of', async (header) => {
    await expect(authorise(header)).rejects.toThrow(/^Unauthorized$/);
  });

  it('does not blame the sender, nor write the token down, when the keys cannot be had', async () => {
    await expect(authorise('Bearer outage')).rejects.toBeInstanceOf(Upstream);
    expect(JSON.stringify(log.lines)).not.toContain('forged');
  });
});
