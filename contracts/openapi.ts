import { type ZodType, z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { deskRoutes } from './desk-api.ts';
import { deskResponses, repeatedAnswers } from './desk-responses.ts';
import { problemMediaType } from './problem.ts';
import { problem } from './problem-schema.ts';
import { proofRoutes } from './proof-api.ts';
import { keySet, signedDocument } from './proof-documents.ts';
import { publicRoutes } from './public-api.ts';
import { publicResponses } from './public-responses.ts';
import type { Route } from './route.ts';
import { webhookPosts } from './webhook-messages.ts';

/** OpenAPI 3.1, from the tables that the functions route by and the schemas that tests hold them to. */
export const describeApi = () => createDocument(document, { override: simplify });

const proofResponses = {
  getKeys: keySet,
  getWellKnownKeys: keySet,
  getManifest: signedDocument,
  getReleaseFile: z.never(),
};

/** Every status that the public API may answer a fault with. */
const publicProblems = ['400', '404', '405', '409', '410', '500', '503'] as const;

const problemAnswer = {
  description: 'A problem, and what to do about it.',
  content: { [problemMediaType]: { schema: problem } },
};

const document: ZodOpenApiObject = {
  openapi: '3.1.0',
  info: {
    title: 'Civindex',
    version: '1',
    description:
      'Rankings of public bodies, as released. Within /v1 fields are only added: ignore those you do not know. ' +
      'Every error is a problem document (RFC 9457) that says what to do. HEAD is answered wherever GET is.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'public', description: 'Open to all, from any origin. Each answer has a strong ETag.' },
    { name: 'proof', description: 'Open to all: what checking a release takes.' },
    { name: 'desk', description: 'For agencies and operators, with a bearer token.' },
  ],
  paths: merged(
    pathsOf('public', publicRoutes, publicResponses),
    pathsOf('proof', proofRoutes, proofResponses),
    pathsOf('desk', deskRoutes, deskResponses, repeatedAnswers),
  ),
  webhooks: webhookPosts,
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
};

type Tag = 'public' | 'proof' | 'desk';

function pathsOf<Name extends string>(
  tag: Tag,
  routes: Record<Name, Route>,
  responses: Record<Name, ZodType>,
  again: Partial<Record<Name, ZodType>> = {},
) {
  const paths = Object.entries<Route>(routes).map(([name, route]) => ({
    [route.path]: {
      [route.method.toLowerCase()]: operation(tag, name, route, responses[name as Name], again[name as Name]),
    },
  }));
  return merged(...paths);
}

function operation(tag: Tag, operationId: string, route: Route, response: ZodType, again?: ZodType) {
  const { pathParameters, query, headers, body, summary } = route;
  return {
    operationId,
    summary,
    tags: [tag],
    ...(tag === 'desk' && { security: [{ token: [] }] }),
    requestParams: { path: pathParameters, query, ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...(again && { '200': againAnswer(again) }), ...answersOf(tag, route, response) },
  };
}

function answersOf(tag: Tag, route: Route, schema: ZodType) {
  return {
    ...goodAnswer(route, schema),
    ...(tag !== 'desk' &&
      !route.redirects && { '304': { description: 'What `If-None-Match` names is still right.' } }),
    ...(tag === 'public'
      ? Object.fromEntries(publicProblems.map((status) => [status, problemAnswer]))
      : { default: problemAnswer }),
  };
}

function againAnswer(schema: ZodType) {
  return {
    description: 'The same request was made before, and its work is done.',
    content: { 'application/json': { schema } },
  };
}

function goodAnswer(
  { method, makesNothing, mediaType = 'application/json', redirects }: Route,
  schema: ZodType,
) {
  if (redirects)
    return { '302': { description: '`Location` is the address of the file, for a few minutes.' } };
  const created = method === 'POST' && !makesNothing;
  return {
    [created ? '201' : '200']: {
      description: created ? 'Created; `Location` says where.' : 'As asked.',
      content: Object.fromEntries([mediaType].flat().map((media) => [media, { schema }])),
    },
  };
}

/** Two methods at one path stand together. */
function merged(...parts: ZodOpenApiPathsObject[]): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  for (const part of parts)
    for (const [path, item] of Object.entries(part)) all[path] = { ...all[path], ...item };
  return all;
}

/** Fields may be added to answers within /v1, so they are not forbidden; that numbers fit JSON is no news. */
const simplify: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};
