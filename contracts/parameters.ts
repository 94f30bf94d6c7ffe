import * as z from 'zod/mini';
import { rankingOrders } from '../domain/release/ranking-views.ts';
import { once } from './once.ts';

/**
 * Parameters of HTTP requests. Functions check them at run time, and zod/mini loads ten times faster than
 * zod; response schemas, which only tests and the generated document need, are in zod (`*-responses.ts`).
 */
const identifierPattern = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const identifierHint = 'use lower-case letters, digits, "-" and "."';

const identifier = (description: string, example: string) =>
  z
    .string()
    .check(z.maxLength(80, 'use at most 80 characters'), z.regex(identifierPattern, identifierHint))
    .register(z.globalRegistry, { description, example });

export const index = once(() => identifier('An index.', 'dti-province'));
/** Any text that a name may be: one that is no identifier is answered with the units of such a name. */
export const unit = once(() =>
  z
    .string()
    .check(z.regex(/^[^/#%\p{C}]{1,80}$/u, 'use the id of a unit, such as "da-nang"'))
    .register(z.globalRegistry, {
      description: 'The id of a unit: a province, a ministry…',
      example: 'da-nang',
    }),
);
export const unitSet = once(() => identifier('A set of units.', 'vn-provinces-63'));
export const plan = once(() => identifier('A plan of targets.', 'da-nang-resolution-05'));
export const cohort = once(() =>
  identifier(
    'A set of units that are ranked together. Without it: the first one of the edition.',
    'provinces-63',
  ),
);
export const node = once(() =>
  identifier('A node of the index tree: a pillar, an indicator. Without it: the total.', 'economy'),
);

export const period = once(() =>
  z
    .string()
    .check(z.regex(/^(\d{4}|latest)$/, 'write a year, such as 2022, or "latest"'))
    .register(z.globalRegistry, {
      description: 'The reference year of an edition, or `latest` for the newest one released.',
      example: '2022',
    }),
);

export const revision = once(() =>
  z
    .pipe(
      z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'write a whole number from 1')),
      z.transform((value) => Number(value)),
    )
    .register(z.globalRegistry, {
      description: 'A release of the edition, which never changes. Without it: the current release.',
      example: '1',
    }),
);

/** The last millisecond of what was written: a date means the whole of that day, UTC. */
function endOf(written: string): string | undefined {
  const complete = { 10: 'T23:59:59.999Z', 17: ':59.999Z', 20: '.999Z', 24: 'Z' }[written.length];
  const time = new Date(written.replace(/Z$/, '') + complete);
  if (Number.isNaN(time.getTime())) return undefined;
  const iso = time.toISOString();
  return iso.startsWith(written.replace(/Z$/, '')) ? iso : undefined;
}

export const asOf = once(() =>
  z
    .pipe(
      z.string().check(
        z.regex(
          /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{3})?)?Z)?$/,
          'write a date such as 2026-05-01, or a time in UTC such as 2026-05-01T02:00:00Z',
        ),
        z.refine((written) => endOf(written) !== undefined, 'there is no such day or time'),
      ),
      z.transform((written) => endOf(written)!),
    )
    .register(z.globalRegistry, {
      description: 'The release that readers saw then; a date means the end of that day in UTC.',
      example: '2026-05-01',
    }),
);

/** Divisors of the stored page: a page of any of these sizes is read from one item. */
export const pageSizes = ['10', '20', '25', '50', '100'] as const;

export const limit = once(() =>
  z
    .pipe(
      z.enum(pageSizes),
      z.transform((value) => Number(value)),
    )
    .register(z.globalRegistry, { description: 'Rows in a page; 100 without it.', example: '25' }),
);

export const cursor = once(() =>
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9_-]{1,200}$/, 'take it from the "next" link of the page before, or leave it out'),
    )
    .register(z.globalRegistry, {
      description: 'Where a page starts: taken from the `next` link of the page before, never made by hand.',
    }),
);

export const region = once(() => identifier('Only units of this region.', 'red-river-delta'));

export const sort = once(() =>
  z.enum(rankingOrders).register(z.globalRegistry, {
    description:
      'Order of the rows: by `rank`, by Vietnamese `name`, or by places risen (`rise`) or fallen (`fall`) since the edition before.',
    example: 'rise',
  }),
);

export const search = once(() =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'write at least one letter'),
      z.maxLength(80, 'use at most 80 characters'),
      z.regex(/[\p{L}\p{N}]/u, 'write at least one letter or digit'),
    )
    .register(z.globalRegistry, {
      description:
        'A name in any spelling and either language, or its beginning from any word on; diacritics and case do not matter.',
      example: 'TP. Đà Nẵng',
    }),
);

/** Separated by commas: a repeated parameter would be refused. */
export const comparedUnits = once(() =>
  z
    .pipe(
      z
        .string()
        .check(
          z.regex(
            /^[^/#%,\p{C}]{1,80}(,[^/#%,\p{C}]{1,80}){1,4}$/u,
            'name two to five units, separated by commas',
          ),
        ),
      z.transform((value) => [...new Set(value.split(','))]),
    )
    .register(z.globalRegistry, {
      description: 'Two to five units, separated by commas.',
      example: 'da-nang,hue',
    }),
);

export const resultsFormat = once(() =>
  z.enum(['json', 'csv', 'xlsx', 'jsonstat', 'sdmx.csv']).register(z.globalRegistry, {
    description: 'JSON, CSV, XLSX, JSON-stat 2.0 or SDMX-CSV 2.0: the same numbers in each.',
    example: 'csv',
  }),
);

export const citationFormat = once(() =>
  z
    .enum(['bib', 'csl.json'])
    .register(z.globalRegistry, { description: 'BibTeX or CSL-JSON.', example: 'bib' }),
);

export const year = once(() =>
  z
    .string()
    .check(z.regex(/^\d{4}$/, 'write a year, such as 2025'))
    .register(z.globalRegistry, { description: 'A year.', example: '2025' }),
);

const count = (most: number) =>
  z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/, `write a whole number from 1 to ${most}`)),
    z.transform((value) => Number(value)),
  );

export const moversLimit = once(() =>
  z
    .pipe(count(50), z.int().check(z.maximum(50, 'ask for 50 at most')))
    .register(z.globalRegistry, { description: 'How many each way, 1 to 50; 10 without it.', example: '5' }),
);

const mostWeights = 500;

export const weights = once(() =>
  z
    .record(
      z.string().check(z.regex(identifierPattern, identifierHint)),
      z.number().check(z.minimum(0, 'is below 0'), z.maximum(1e6, 'is above a million')),
    )
    .check(z.refine((given) => Object.keys(given).length <= mostWeights, `name at most ${mostWeights} nodes`))
    .register(z.globalRegistry, {
      description:
        'A weight by node, compared with those of its siblings; nodes that are not named keep theirs. On points: the points of a part.',
      example: { 'digital-government': 0.5 },
    }),
);

export const submission = once(() =>
  z
    .string()
    .check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'take it from the answer that created the submission'))
    .register(z.globalRegistry, {
      description: 'The id of a submission.',
      example: '01KA0Z6Q4V8J2M5T7W9YBDFHK3',
    }),
);

export const none = once(() => z.strictObject({}));
