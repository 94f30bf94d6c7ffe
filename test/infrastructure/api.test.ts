import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { xlsxMediaType } from '../../contracts/desk-api.ts';
import { problemKinds, problemMediaType } from '../../contracts/problem.ts';
import { usageKey } from '../../contracts/usage-keys.ts';
import { addStacks } from '../../lib/civindex.ts';
import { loadConfig, stages } from '../../lib/config.ts';
import { ServiceApi } from '../../lib/constructs/service-api.ts';
import { addressEnvironment } from '../../lib/stage-settings.ts';
import { type Json, ofType, type Resource, settings, shortName, target } from './synthesise.ts';

describe.each(stages)('API of stage %s', (stage) => {
  const only = (type: string): Resource => {
    const [resource, ...others] = ofType(stage, type);
    expect(others).toEqual([]);
    return resource!;
  };

  const api = only('AWS::ApiGateway::RestApi');
  const { Body: body } = api.properties;
  const scheme = body.components.securitySchemes.token;

  /** The function that an address of API Gateway's invokes. */
  function invoked(uri: Json): string | undefined {
    const [before, arn, after] = uri['Fn::Join'][1];
    expect(before).toMatch(/^arn:aws:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/$/);
    expect(after).toBe('/invocations');
    const lambda = target(api, stage, arn);
    return lambda && shortName(stage, lambda.properties.FunctionName);
  }

  const operations: { path: string; method: string; lambda: string | undefined; security: Json }[] =
    Object.entries<Json>(body.paths).flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => {
        const integration = operation['x-amazon-apigateway-integration'];
        expect(integration).toMatchObject({ type: 'aws_proxy', httpMethod: 'POST' });
        return { path, method, lambda: invoked(integration.uri), security: operation.security };
      }),
    );
  const isDesk = (path: string) => /^\/v1\/desk(\/|$)/.test(path);
  const isPreflight = (method: string) => method === 'options';

  it('leads every method of every path to its function', () => {
    const methods = ['delete', 'get', 'head', 'options', 'patch', 'post', 'put'];
    expect(operations.map(({ path, method, lambda }) => `${path} ${method} ${lambda}`).sort()).toEqual(
      [
        ...methods.map((method) => `/v1 ${method} public-api`),
        ...methods.map((method) => `/v1/{proxy+} ${method} public-api`),
        ...methods.map((method) => `/.well-known/jwks.json ${method} proof-api`),
        ...methods.map((method) => `/v1/proof ${method} proof-api`),
        ...methods.map((method) => `/v1/proof/{proxy+} ${method} proof-api`),
        ...methods.map((method) => `/v1/desk ${method} desk-api`),
        ...methods.map((method) => `/v1/desk/{proxy+} ${method} desk-api`),
      ].sort(),
    );
  });

  it('gives files as bytes: to everyone, and to LocalStack, which knows types by name only', () => {
    expect(api.properties.BinaryMediaTypes).toEqual(['*/*', xlsxMediaType]);
  });

  it('asks the authoriser about every request to the desk, except a preflight, which has no token', () => {
    const guarded = operations.filter(({ path, method }) => isDesk(path) && !isPreflight(method));
    expect(guarded).toHaveLength(12);
    for (const { path, method, security } of guarded)
      expect(security, `${method} ${path}`).toEqual([
        stage === 'prod' ? { token: [], api_key: [] } : { token: [] },
      ]);
  });

  it('asks nobody about public readings and preflights', () => {
    const open = operations.filter(({ path, method }) => !isDesk(path) || isPreflight(method));
    expect(open).toHaveLength(37);
    for (const { path, method, security } of open) expect(security, `${method} ${path}`).toBeUndefined();
    expect(body).not.toHaveProperty('security');
  });

  it('asks the authoriser with the bearer token, and remembers its answer for a minute', () => {
    expect(scheme).toMatchObject({
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerResultTtlInSeconds: 60 },
    });
    const { authorizerUri, identityValidationExpression } = scheme['x-amazon-apigateway-authorizer'];
    expect(invoked(authorizerUri)).toBe('authorise');
    const accepted = new RegExp(identityValidationExpression);
    expect(
      ['Bearer abc.def-_.x', 'bearer abc', 'Basic abc', 'Bearer a b', ''].map((value) =>
        accepted.test(value),
      ),
    ).toEqual([true, true, false, false, false]);
  });

  it('may call each function for its own paths only, and the authoriser as such, and nobody else may', () => {
    const callers = ofType(stage, 'AWS::Lambda::Permission').map((permission) => {
      const { Action, FunctionName, Principal, SourceArn } = permission.properties;
      expect([Action, Principal]).toEqual(['lambda:InvokeFunction', 'apigateway.amazonaws.com']);
      const parts: Json[] = SourceArn['Fn::Join'][1];
      expect(target(permission, stage, parts.at(-2))).toBe(api);
      const name = target(permission, stage, FunctionName)!.properties.FunctionName;
      return `${shortName(stage, name)} ${parts.at(-1)}`;
    });
    expect(callers.sort()).toEqual([
      'authorise /authorizers/*',
      'desk-api /live/*/v1/desk',
      'desk-api /live/*/v1/desk/*',
      'proof-api /live/*/.well-known/jwks.json',
      'proof-api /live/*/v1/proof',
      'proof-api /live/*/v1/proof/*',
      'public-api /live/*/v1',
      'public-api /live/*/v1/*',
    ]);
  });

  it('tells the desk whose pages may use it', () => {
    const desk = ofType(stage, 'AWS::Lambda::Function').find(
      ({ properties }) => shortName(stage, properties.FunctionName) === 'desk-api',
    );
    const ours = stage === 'prod' ? 'https://civindex.example.org' : '*';
    expect(desk?.properties.Environment.Variables.CORS_ORIGINS).toBe(ours);
  });

  it('says where readers find the service, where that is known', () => {
    const publicApi = ofType(stage, 'AWS::Lambda::Function').find(
      ({ properties }) => shortName(stage, properties.FunctionName) === 'public-api',
    );
    const known = stage === 'local' ? 'http://127.0.0.1:8080' : undefined;
    expect(publicApi?.properties.Environment.Variables.PUBLIC_ADDRESS).toBe(known);
    const edge = {
      domainName: 'civindex.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:1:certificate/1',
    };
    expect(addressEnvironment({ ...loadConfig('prod', {}), edge })).toEqual({
      PUBLIC_ADDRESS: 'https://civindex.example.org',
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
          // Metrics of each method are billed as our own are, and nothing looks at them.
          MetricsEnabled: false,
          ThrottlingRateLimit: expect.any(Number),
          ThrottlingBurstLimit: expect.any(Number),
        },
      ],
    });
    expect(Object.keys(JSON.parse(properties.AccessLogSetting.Format))).toContain('requestId');
    expect(api.properties.MinimumCompressionSize).toBe(1024);
  });

  it('does not touch the log role of the whole account', () => {
    expect(ofType(stage, 'AWS::ApiGateway::Account')).toEqual([]);
  });

  it('answers errors of its own as problem details, with the status that they say', () => {
    const own = Object.entries<Json>(body['x-amazon-apigateway-gateway-responses']);
    const responses = own.map(([type, { statusCode, responseParameters, responseTemplates }]) => {
      expect(responseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': `'${problemMediaType}'`,
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.Strict-Transport-Security': "'max-age=31536000'",
        'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
        'gatewayresponse.header.Referrer-Policy': "'no-referrer'",
      });
      // What API Gateway puts in comes as JSON text.
      const body = responseTemplates['application/json'].replace('$context.error.messageString', '"said"');
      const problem = JSON.parse(body);
      expect(problem).toEqual({
        type: expect.stringMatching(/^(urn:civindex:problem:|about:blank)/),
        title: expect.any(String),
        status: Number(statusCode),
        detail: expect.any(String),
        requestId: '$context.requestId',
      });
      return [type, problem.type.replace('urn:civindex:problem:', '')];
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

it('answers errors on an emulator, which imports no responses, as it does on AWS', () => {
  const [api] = ofType('prod', 'AWS::ApiGateway::RestApi');
  const imported = api?.properties.Body['x-amazon-apigateway-gateway-responses'];
  const created = ofType('local', 'AWS::ApiGateway::GatewayResponse').map(({ properties }) => [
    properties.ResponseType,
    {
      statusCode: properties.StatusCode,
      responseParameters: properties.ResponseParameters,
      responseTemplates: properties.ResponseTemplates,
    },
  ]);
  expect(Object.fromEntries(created)).toEqual(imported);
  const [deployment] = ofType('local', 'AWS::ApiGateway::Deployment');
  const awaited = deployment?.definition.DependsOn;
  expect(awaited.sort()).toEqual(
    ofType('local', 'AWS::ApiGateway::GatewayResponse')
      .map(({ id }) => id)
      .sort(),
  );
});

it('has no gateway response on AWS beside those imported, which the next import would drop', () => {
  expect(ofType('prod', 'AWS::ApiGateway::GatewayResponse')).toEqual([]);
});

it('is deployed anew when what it imports changes, and only then', () => {
  const deployment = (description: string) => {
    const stack = new Stack(new App(), 'api');
    const lambda = LambdaFunction.fromFunctionName(stack, 'Any', 'any');
    const functions = { publicApi: lambda, proofApi: lambda, deskApi: lambda, authorise: lambda };
    new ServiceApi(stack, 'Api', { config: loadConfig('prod', {}), description, functions });
    return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  };
  expect(deployment('one')).toEqual(deployment('one'));
  expect(deployment('one')).not.toEqual(deployment('another'));
});

describe('programs of agencies', () => {
  const limits = (machineClients: string[]) => {
    const config = loadConfig('prod', {});
    const app = new App({ context: { ...settings.context, 'aws:cdk:bundling-stacks': [] } });
    const { api } = addStacks(app, {
      ...config,
      userPool: { ...config.userPool!, machineClients },
      api: { ...config.api, domainName: 'api.civindex.example.org', certificateArn },
    });
    return Template.fromStack(api);
  };
  const certificateArn = 'arn:aws:acm:ap-southeast-1:123456789012:certificate/1';
  const template = limits(['vnpt-mic', 'mic']);
  const all = (type: string) => Object.entries<Json>(template.findResources(type));

  it('have a limit each, and people none but that of the stage', () => {
    const plans = all('AWS::ApiGateway::UsagePlan').map(([, { Properties }]) => Properties);
    expect(plans.map(({ UsagePlanName, Throttle, Quota }) => [UsagePlanName, Throttle, Quota])).toEqual([
      ['civindex-prod-programs', { RateLimit: 10, BurstLimit: 20 }, { Limit: 20_000, Period: 'DAY' }],
      ['civindex-prod-people', undefined, undefined],
    ]);
    const [programs, people] = all('AWS::ApiGateway::UsagePlan').map(([id]) => id);
    const planOf = new Map(
      all('AWS::ApiGateway::UsagePlanKey').map(([, { Properties }]) => [
        Properties.KeyId.Ref,
        Properties.UsagePlanId.Ref,
      ]),
    );
    const keys = all('AWS::ApiGateway::ApiKey').map(([id, { Properties }]) => [
      Properties.Value,
      planOf.get(id),
    ]);
    expect(keys).toEqual([
      [usageKey('prod', 'vnpt-mic'), programs],
      [usageKey('prod', 'mic'), programs],
      [usageKey('prod'), people],
    ]);
  });

  it('are known by their token: no header of theirs says whose request it is', () => {
    const [[, { Properties }]] = all('AWS::ApiGateway::RestApi') as [[string, Json]];
    expect(Properties.Body['x-amazon-apigateway-api-key-source']).toBe('AUTHORIZER');
    expect(Properties.Body.components.securitySchemes.api_key).toEqual({
      type: 'apiKey',
      in: 'header',
      name: 'x-api-key',
    });
  });

  it('reach the API by a name of its own where there is one, over TLS 1.2', () => {
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'api.civindex.example.org',
      RegionalCertificateArn: certificateArn,
      SecurityPolicy: 'TLS_1_2',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    template.resourceCountIs('AWS::ApiGateway::BasePathMapping', 1);
    expect(Object.keys(template.findOutputs('ApiTarget'))).toHaveLength(1);
    expect(ofType('prod', 'AWS::ApiGateway::DomainName')).toEqual([]);
  });
});
