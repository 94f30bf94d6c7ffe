import * as z from 'zod/mini';
import { cohort, none, submission } from './parameters.ts';
import type { Route } from './route.ts';

const edition = z
  .string()
  .check(z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*\/\d{4}$/, 'write index/year, such as dti-province/2022'))
  .register(z.globalRegistry, {
    description: 'The edition that the file is for.',
    example: 'dti-province/2022',
  });

/** Invisible characters, unassigned ones and lone surrogates included, could make one name look like another. */
const fileName = z
  .string()
  .check(
    z.minLength(1, 'write a file name'),
    z.maxLength(255, 'use at most 255 characters'),
    z.regex(/^[^\p{C}/\\]+$/u, 'leave out folders and control characters'),
  )
  .register(z.globalRegistry, {
    description: 'The name of the file, as people know it.',
    example: 'chuyển-đổi-số-2022.csv',
  });

const idempotencyKey = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,100}$/, 'use 1 to 100 visible ASCII characters'))
  .register(z.globalRegistry, {
    description:
      'A value of your own, fresh for each file. The same request sent again with it creates nothing new.',
    example: '3f1c0b1e-8f0e-4c57-9d5a-2f6f4d1c7a55',
  });

const submissions = '/v1/desk/submissions';
const headers = z.strictObject({ 'Idempotency-Key': z.optional(idempotencyKey) });

/** What agencies and operators use, with a bearer token. Who asks, and for which agency, is in the token. */
export const deskRoutes = {
  createSubmission: {
    method: 'POST',
    path: submissions,
    summary: 'Announce a data file and get a form to upload it with',
    pathParameters: none,
    query: none,
    headers,
    body: z.strictObject({ edition, cohort: z.optional(cohort), fileName }),
  },
  listSubmissions: {
    method: 'GET',
    path: submissions,
    summary: "The agency's submissions, newest first",
    pathParameters: none,
    query: z.strictObject({ cursor: z.optional(submission) }),
  },
  getSubmission: {
    method: 'GET',
    path: `${submissions}/{submission}`,
    summary: 'One submission and the report on its file',
    pathParameters: z.strictObject({ submission }),
    query: none,
  },
  createDefinitionsUpload: {
    method: 'POST',
    path: '/v1/desk/definitions',
    summary: 'Announce a bundle of definitions (operators only) and get a form to upload it with',
    pathParameters: none,
    query: none,
    headers,
    body: z.strictObject({ fileName }),
  },
} as const satisfies Record<string, Route>;

export type DeskOperation = keyof typeof deskRoutes;
