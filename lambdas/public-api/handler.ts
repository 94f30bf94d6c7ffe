import { publicRoutes } from '../../contracts/public-api.ts';
import { type Api, conditional, serve } from '../shared/http.ts';
import { createRouter } from '../shared/router.ts';
import { negotiated } from './negotiate.ts';
import { type PublicPorts, publicOperations } from './operations.ts';

/** Anyone's page may read what is public. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin', Vary: 'Accept' };
const cors = {
  origins: ['*'],
  methods: ['GET', 'HEAD', 'POST'],
  headers: ['Content-Type', 'If-None-Match'],
  exposed: ['ETag'],
  maxAge: 24 * 60 * 60,
};

/** Input: API Gateway's proxy event. Output: what the public may know, or a problem document. */
export function createHandler({ log, ...ports }: PublicPorts & Pick<Api, 'log'>) {
  const route = createRouter(publicRoutes, publicOperations(ports));
  return serve({ log, cors, headers }, async (event) =>
    conditional(event, await route(negotiated(event), { address: ports.address(event) })),
  );
}
