import { deskRoutes } from '../../contracts/desk-api.ts';
import type { CreateSubmissionPorts } from '../../use-cases/create-submission.ts';
import type { TokenVerifier } from '../../use-cases/identity.ts';
import { bearerToken } from '../shared/bearer.ts';
import { serve } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { headerOf } from '../shared/parameters.ts';
import { createRouter } from '../shared/router.ts';
import { deskOperations } from './operations.ts';

/** What an agency sends and is told is for nobody's cache. */
const headers = { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' };

export type DeskDependencies = { ports: CreateSubmissionPorts; verifier: TokenVerifier; log: Log };

/**
 * Input: API Gateway's proxy event with a bearer token. Output: an agency's submissions, or a problem document.
 * The token is verified here whether or not an authoriser did: a route wired without one must not open the desk.
 */
export function createHandler({ ports, verifier, log }: DeskDependencies) {
  const route = createRouter(deskRoutes, deskOperations(ports));
  return serve({ log, headers }, async (event) => {
    const identity = await verifier.verify(bearerToken(headerOf(event, 'Authorization')));
    return route(event, identity);
  });
}
