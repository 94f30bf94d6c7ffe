import { deskRoutes } from '../../contracts/desk-api.ts';
import type { TokenVerifier } from '../../use-cases/identity.ts';
import { bearerToken } from '../shared/bearer.ts';
import { serve } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { headerOf } from '../shared/parameters.ts';
import { createRouter } from '../shared/router.ts';
import { type DeskPorts, deskOperations } from './operations.ts';

/** What an agency sends and is told is for nobody's cache. */
const headers = { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' };
const cors = {
  methods: ['GET', 'POST', 'DELETE'],
  headers: ['Authorization', 'Content-Type', 'Idempotency-Key'],
  exposed: ['Location', 'Retry-After'],
  maxAge: 60 * 60,
};

export type DeskDependencies = {
  ports: DeskPorts;
  verifier: TokenVerifier;
  /** Whose pages may use the desk. */
  origins: readonly string[];
  log: Log;
};

/**
 * Input: API Gateway's proxy event with a bearer token. Output: an agency's submissions, or a problem document.
 * The token is verified here whether or not an authoriser did: a route wired without one must not open the desk.
 */
export function createHandler({ ports, verifier, origins, log }: DeskDependencies) {
  const route = createRouter(deskRoutes, deskOperations(ports));
  return serve({ log, cors: { ...cors, origins }, headers }, async (event) => {
    const identity = await verifier.verify(bearerToken(headerOf(event, 'Authorization')));
    return route(event, identity);
  });
}
