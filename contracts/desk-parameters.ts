import * as z from 'zod/mini';
import { unit } from './parameters.ts';

/** What requests to the desk are made of, beside what those to the public API are made of. */
export const edition = z
  .string()
  .check(z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*\/\d{4}$/, 'write index/year, such as dti-province/2022'))
  .register(z.globalRegistry, {
    description: 'The edition that the file is for.',
    example: 'dti-province/2022',
  });

export const signature = z
  .string()
  .check(
    z.maxLength(4_000, 'use at most 4,000 characters'),
    z.regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$/, 'write a detached JWS: header, two dots, signature'),
  )
  .register(z.globalRegistry, {
    description:
      'A detached JWS of the file (RFC 7515, appendix F; RFC 7797) by ES256 or RS256, with the `kid` of a key that is registered for the agency. A file that is not the one that was signed is rejected.',
    example: 'eyJhbGciOiJFUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il0sImtpZCI6Im1pYyJ9..c2lnbmF0dXJl',
  });

/** Invisible characters, unassigned ones and lone surrogates included, could make one name look like another. */
export const fileName = z
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

export const idempotencyKey = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,100}$/, 'use 1 to 100 visible ASCII characters'))
  .register(z.globalRegistry, {
    description:
      'A value of your own, fresh for each file. The same request sent again with it creates nothing new.',
    example: '3f1c0b1e-8f0e-4c57-9d5a-2f6f4d1c7a55',
  });

export const period = z
  .string()
  .check(z.regex(/^\d{4}$/, 'write a year, such as 2022'))
  .register(z.globalRegistry, { description: 'The reference year of the edition.', example: '2022' });

export const agency = z
  .string()
  .check(z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'use lower-case letters, digits, "-" and "."'))
  .register(z.globalRegistry, { description: 'As editions name their reporters.', example: 'mic' });

export const until = z.iso
  .datetime({ offset: true, error: 'write a time with its offset, such as 2023-04-15T17:00:00+07:00' })
  .register(z.globalRegistry, { example: '2023-04-15T17:00:00+07:00' });

export const reason = z
  .string()
  .check(z.regex(/\S/, 'say why'), z.maxLength(500, 'use at most 500 characters'))
  .register(z.globalRegistry, { description: 'Kept with the decision.' });

export const run = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, 'take it from the candidate'))
  .register(z.globalRegistry, { description: 'The run that waits, as the operator has seen it.' });

const words = z
  .string()
  .check(z.regex(/\S/, 'say it in both languages'), z.maxLength(2000, 'use at most 2000 characters'));
export const note = z
  .strictObject({ vi: words, en: words })
  .register(z.globalRegistry, { description: 'What the public is told.' });

const count = (most: number, description: string) =>
  z
    .pipe(
      z.string().check(z.regex(/^\d{1,5}$/, 'write a whole number')),
      z.transform((value) => Math.min(Number(value), most)),
    )
    .register(z.globalRegistry, { description });

export const sequence = count(99_999, 'The number of the first act to show; 1 without it.');
export const offset = count(99_999, 'Entries to leave out from the beginning.');
export const limit = count(1000, 'Entries in a page; 100 without it, 1000 at most.');

const indicator = z.string().check(z.minLength(1), z.maxLength(80));
const cell = { indicator, unit: unit() };

/** Answers are written in one transaction, which holds a hundred. */
const mostAnswers = 90;

export const verdicts = z
  .array(
    z.strictObject({
      ...cell,
      outcome: z.enum(['accepted', 'corrected', 'rejected']),
      value: z.optional(z.number()),
      reason,
    }),
  )
  .check(z.minLength(1), z.maxLength(1000));

export const answers = z
  .array(z.strictObject({ ...cell, text: reason }))
  .check(z.minLength(1), z.maxLength(mostAnswers));
