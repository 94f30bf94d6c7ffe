import { publicRoutes } from '../../contracts/public-api.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { conditional, serve } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { createRouter } from '../shared/router.ts';
import { publicOperations } from './operations.ts';

/** Anyone's page may read what is public. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' };
const cors = {
  origins: ['*'],
  methods: ['GET', 'HEAD'],
  headers: ['If-None-Match'],
  exposed: ['ETag'],
  maxAge: 24 * 60 * 60,
};

/** Input: API Gateway's proxy event. Output: what the public may know, or a problem document. */
export function createHandler({ reader, log }: { reader: PublicReader; log: Log }) {
  const route = createRouter(publicRoutes, publicOperations(reader));
  return serve({ log, cors, headers }, async (event) => conditional(event, await route(event)));
}
