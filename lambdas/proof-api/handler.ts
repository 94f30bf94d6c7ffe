import { proofRoutes } from '../../contracts/proof-api.ts';
import { conditional, serve } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { createRouter } from '../shared/router.ts';
import { type ProofPorts, proofOperations } from './operations.ts';

/** Anyone's page may check what is public. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' };
const cors = {
  origins: ['*'],
  methods: ['GET', 'HEAD'],
  headers: ['If-None-Match'],
  exposed: ['ETag', 'Location'],
  maxAge: 24 * 60 * 60,
};

/** Input: API Gateway's proxy event. Output: keys, a signed manifest, or where a file is; else a problem document. */
export function createHandler({ ports, log }: { ports: ProofPorts; log: Log }) {
  const route = createRouter(proofRoutes, proofOperations(ports));
  return serve({ log, cors, headers }, async (event) => {
    const answer = await route(event);
    return answer.statusCode === 200 ? conditional(event, answer) : answer;
  });
}
