import type { APIGatewayProxyEvent } from 'aws-lambda';
import { publicRoutes } from '../../contracts/public-api.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { type Answer, conditional, serve } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { createRouter } from '../shared/router.ts';
import { publicOperations } from './operations.ts';

/** Anyone's page may read what is public. */
const headers = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** What a browser asks before a page of another site may send `If-None-Match`. */
const preflight: Answer = {
  statusCode: 204,
  headers: {
    'Access-Control-Allow-Methods': 'GET, HEAD',
    'Access-Control-Allow-Headers': 'If-None-Match',
    'Access-Control-Max-Age': '86400',
  },
  body: '',
};

/** Input: API Gateway's proxy event. Output: what the public may know, or a problem document. */
export function createHandler({ reader, log }: { reader: PublicReader; log: Log }) {
  const route = createRouter(publicRoutes, publicOperations(reader));
  return serve({ log, headers }, async (event: APIGatewayProxyEvent) =>
    event.httpMethod === 'OPTIONS' ? preflight : conditional(event, await route(event)),
  );
}
