import * as z from 'zod/mini';
import * as parameters from './parameters.ts';
import { manifestPath } from './proof-path.ts';
import type { Route } from './route.ts';

const index = parameters.index();
const none = parameters.none();
const revision = parameters.revision();

const year = z
  .string()
  .check(z.regex(/^\d{4}$/, 'write a year, such as 2022'))
  .register(z.globalRegistry, { description: 'The reference year of an edition.', example: '2022' });

const sha256 = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, 'take it from the manifest of the release'))
  .register(z.globalRegistry, {
    description: 'The hash of a file, as the manifest of the release names it.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });

const keys = {
  method: 'GET',
  pathParameters: none,
  query: none,
  mediaType: 'application/jwk-set+json',
} as const;

/** With these, anyone can check a release: who signed it, what it was made from, and that it gives the same. */
export const proofRoutes = {
  getKeys: {
    ...keys,
    path: '/v1/proof/keys',
    summary: 'The public keys of all signatures, those of the past too',
  },
  getWellKnownKeys: {
    ...keys,
    path: '/.well-known/jwks.json',
    summary: 'The same, where libraries look for it (RFC 8615)',
  },
  getManifest: {
    method: 'GET',
    path: manifestPath,
    summary: 'The signed manifest of a release: the hash of everything that it was made from and gave',
    pathParameters: z.strictObject({ index, period: year, revision }),
    query: none,
    mediaType: 'application/jose+json',
  },
  getReleaseFile: {
    method: 'GET',
    path: `${manifestPath}/files/{sha256}`,
    summary: 'A file that the manifest names: the definition, a part, the run',
    pathParameters: z.strictObject({ index, period: year, revision, sha256 }),
    query: none,
    redirects: true,
  },
} as const satisfies Record<string, Route>;

export type ProofOperation = keyof typeof proofRoutes;
