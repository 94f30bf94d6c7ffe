import { Stack } from 'aws-cdk-lib';
import { ApiDefinition } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { problemResponses } from './problem-responses.ts';

export type ApiFunctions = {
  publicApi: IFunction;
  proofApi: IFunction;
  deskApi: IFunction;
  authorise: IFunction;
};

export const publicPaths = ['/v1', '/v1/{proxy+}'];
export const proofPaths = ['/v1/proof', '/v1/proof/{proxy+}', '/.well-known/jwks.json'];
export const deskPaths = ['/v1/desk', '/v1/desk/{proxy+}'];

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const scheme = 'token';

/** A method that asks for it counts against the plan of the key; by this name API Gateway knows what is meant. */
const usageScheme = 'api_key';
const usage = { type: 'apiKey', in: 'header', name: 'x-api-key' };

export type ApiDescription = {
  title: string;
  description: string;
  functions: ApiFunctions;
  /** Whether each client of the desk has a limit of its own: no emulator heeds one. */
  countsClients: boolean;
};

/**
 * What API Gateway imports: which function answers at which path, and what it answers by itself. It is wiring,
 * not the contract that readers get, which is docs/openapi.json.
 *
 * Every method leads to a function, which says which are allowed where the gateway would say "not found", and
 * answers preflights. Each method is named because emulators import no `x-amazon-apigateway-any-method`.
 */
export function apiDefinition({
  title,
  description,
  functions,
  countsClients,
}: ApiDescription): ApiDefinition {
  const { publicApi, proofApi, deskApi, authorise } = functions;
  const security = { [scheme]: [], ...(countsClients && { [usageScheme]: [] }) };
  return ApiDefinition.fromInline({
    openapi: '3.0.1',
    info: { title, description, version: '1' },
    paths: {
      ...pathItems(publicPaths, publicApi),
      ...pathItems(proofPaths, proofApi),
      // A browser sends no token with its preflight.
      ...pathItems(deskPaths, deskApi, (method) => (method === 'options' ? {} : { security: [security] })),
    },
    components: {
      securitySchemes: {
        [scheme]: tokenAuthoriser(authorise),
        ...(countsClients && { [usageScheme]: usage }),
      },
    },
    // The authoriser says whose request it is; what senders write into the header is not read.
    ...(countsClients && { 'x-amazon-apigateway-api-key-source': 'AUTHORIZER' }),
    'x-amazon-apigateway-gateway-responses': problemResponses,
  });
}

/** @param guard What decides about a method beside its function. */
const pathItems = (paths: string[], lambda: IFunction, guard: (method: string) => object = () => ({})) =>
  Object.fromEntries(
    paths.map((path) => [
      path,
      Object.fromEntries(methods.map((method) => [method, { ...guard(method), ...operation(path, lambda) }])),
    ]),
  );

const operation = (path: string, lambda: IFunction) => ({
  ...(path.includes('{proxy+}') && {
    parameters: [{ name: 'proxy', in: 'path', required: true, schema: { type: 'string' } }],
  }),
  responses: {},
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: invocationOf(lambda),
  },
});

const tokenAuthoriser = (lambda: IFunction) => ({
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': {
    type: 'token',
    authorizerUri: invocationOf(lambda),
    identityValidationExpression: '^[Bb]earer +[A-Za-z0-9._~+/=-]+$',
    // Kept a token's answer this long, for every path of the desk: its policy must name them all.
    authorizerResultTtlInSeconds: 60,
  },
});

function invocationOf(lambda: IFunction): string {
  const { partition, region } = Stack.of(lambda);
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${lambda.functionArn}/invocations`;
}
