import { describe, expect, it } from 'vitest';
import { problemKinds, problemMediaType } from '../../contracts/problem.ts';
import { stages } from '../../lib/config.ts';
import { type Json, ofType, type Resource, shortName, target } from './synthesise.ts';

describe.each(stages)('API of stage %s', (stage) => {
  const only = (type: string): Resource => {
    const [resource, ...others] = ofType(stage, type);
    expect(others).toEqual([]);
    return resource!;
  };

  function path(resource: Resource | undefined): string {
    if (resource?.type !== 'AWS::ApiGateway::Resource') return '';
    const { ParentId, PathPart } = resource.properties;
    return `${path(target(resource, stage, ParentId))}/${PathPart}`;
  }

  /** The function behind a Lambda integration's address. */
  function served(method: Resource): string | undefined {
    const parts: Json[] = method.properties.Integration.Uri?.['Fn::Join']?.[1] ?? [];
    const lambda = parts
      .map((part) => target(method, stage, part))
      .find((resource) => resource?.type === 'AWS::Lambda::Function');
    return lambda && shortName(stage, lambda.properties.FunctionName);
  }

  it('opens readings to everybody and the desk to those that the authoriser lets through', () => {
    const routes = ofType(stage, 'AWS::ApiGateway::Method')
      .filter(({ properties }) => properties.HttpMethod !== 'OPTIONS')
      .map((method) => {
        const { HttpMethod, ResourceId, AuthorizationType } = method.properties;
        return `${HttpMethod} ${path(target(method, stage, ResourceId))} ${AuthorizationType} ${served(method)}`;
      });
    expect(routes.sort()).toEqual([
      'ANY /v1 NONE public-api',
      'ANY /v1/desk CUSTOM desk-api',
      'ANY /v1/desk/{proxy+} CUSTOM desk-api',
      'ANY /v1/{proxy+} NONE public-api',
    ]);
  });

  it('asks the authoriser with the bearer token, and remembers its answer for a minute', () => {
    expect(only('AWS::ApiGateway::Authorizer').properties).toMatchObject({
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 60,
    });
  });

  it('lets a page of any origin read, and the pages of our own use the desk', () => {
    const origins = ofType(stage, 'AWS::ApiGateway::Method')
      .filter(({ properties }) => properties.HttpMethod === 'OPTIONS')
      .map((method) => {
        const [{ ResponseParameters }] = method.properties.Integration.IntegrationResponses;
        const origin = ResponseParameters['method.response.header.Access-Control-Allow-Origin'];
        return [path(target(method, stage, method.properties.ResourceId)), origin];
      });
    const ours = stage === 'prod' ? "'https://civindex.example.org'" : "'*'";
    expect(Object.fromEntries(origins)).toEqual({
      '/v1': "'*'",
      '/v1/{proxy+}': "'*'",
      '/v1/desk': ours,
      '/v1/desk/{proxy+}': ours,
    });
  });

  it('is throttled, traced, logged without bodies, and compresses', () => {
    const { properties } = only('AWS::ApiGateway::Stage');
    expect(properties).toMatchObject({
      StageName: 'live',
      TracingEnabled: true,
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          LoggingLevel: 'ERROR',
          DataTraceEnabled: false,
          ThrottlingRateLimit: expect.any(Number),
          ThrottlingBurstLimit: expect.any(Number),
        },
      ],
    });
    expect(Object.keys(JSON.parse(properties.AccessLogSetting.Format))).toContain('requestId');
    expect(only('AWS::ApiGateway::RestApi').properties.MinimumCompressionSize).toBe(1024);
  });

  it('does not touch the log role of the whole account', () => {
    expect(ofType(stage, 'AWS::ApiGateway::Account')).toEqual([]);
  });

  it('answers errors of its own as problem details, with the status that they say', () => {
    const responses = ofType(stage, 'AWS::ApiGateway::GatewayResponse').map(({ properties }) => {
      const { ResponseType, ResponseParameters, ResponseTemplates, StatusCode } = properties;
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': `'${problemMediaType}'`,
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
      });
      // What API Gateway puts in comes as JSON text.
      const body = ResponseTemplates['application/json'].replace('$context.error.messageString', '"said"');
      const problem = JSON.parse(body);
      expect(problem).toEqual({
        type: expect.stringMatching(/^(urn:civindex:problem:|about:blank)/),
        title: expect.any(String),
        status: Number(StatusCode),
        detail: expect.any(String),
        requestId: '$context.requestId',
      });
      return [ResponseType, problem.type.replace('urn:civindex:problem:', '')];
    });
    expect(Object.fromEntries(responses)).toMatchObject({
      UNAUTHORIZED: 'unauthorised',
      ACCESS_DENIED: 'forbidden',
      MISSING_AUTHENTICATION_TOKEN: 'not-found',
      THROTTLED: 'about:blank',
      DEFAULT_4XX: 'invalid-request',
      DEFAULT_5XX: 'internal',
    });
    const kinds = responses.map(([, kind]) => kind).filter((kind) => kind !== 'about:blank');
    expect(kinds.filter((kind) => !(kind in problemKinds))).toEqual([]);
  });
});

describe('web ACL', () => {
  it('stands before the API of prod, with a limit for one address', () => {
    const [acl] = ofType('prod', 'AWS::WAFv2::WebACL');
    expect(acl?.properties.Rules.map(({ Name }: Json) => Name)).toEqual([
      'requests-per-address',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(acl?.properties.Rules[0].Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'IP',
      Limit: 5000,
    });
    expect(ofType('prod', 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
  });

  it('is left out where an emulator could not create it', () => {
    expect(ofType('local', 'AWS::WAFv2::WebACL')).toEqual([]);
  });
});
