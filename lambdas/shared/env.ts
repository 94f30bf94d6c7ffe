import * as z from 'zod/mini';

const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof logLevels)[number];

const given = () => z.string().check(z.minLength(1));

const flag = () =>
  z.pipe(
    z._default(z.enum(['true', 'false']), 'false'),
    z.transform((value) => value === 'true'),
  );

const claimNames = () =>
  z.strictObject({
    agency: z.string(),
    roles: z.string(),
    agencyPrefix: z.optional(z.string()),
    resourceServer: z.optional(z.string()),
  });

/**
 * Every environment variable that a function of ours reads. A function takes the ones it needs:
 * `readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET'))`. STAGE and LOG_LEVEL always come with them.
 *
 * zod/mini, because these run at every cold start: it loads in 2 ms where the whole of zod takes 20. A schema is made
 * when its variable is asked for.
 */
const variables = {
  STAGE: given,
  LOG_LEVEL: () => z._default(z.enum(logLevels), 'INFO'),
  /** Lambda sets it. */
  AWS_REGION: given,
  /** Where readers find the service; at API Gateway's own address where absent. */
  PUBLIC_ADDRESS: () => z.optional(z.string()),
  TABLE_NAME: given,
  AUDIT_TABLE_NAME: given,
  UPLOADS_BUCKET: given,
  RECORDS_BUCKET: given,
  PAGES_BUCKET: given,
  /** JSON: where people sign in, and which claims of their tokens say who they are. */
  DESK_CONFIG: () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text): unknown => JSON.parse(text)),
      ),
      z.strictObject({
        api: z.string(),
        claims: claimNames(),
        signIn: z.optional(z.strictObject({ issuer: z.string(), clientId: z.string() })),
      }),
    ),
  EVENT_BUS_NAME: given,
  /** The key in KMS that signs manifests and receipts. */
  SIGNING_KEY_ID: given,
  TOKEN_ISSUER: given,
  TOKEN_AUDIENCE: given,
  /** Agencies whose programs have a limit of their own, separated by commas. */
  PROGRAMS: () =>
    z.pipe(
      z.string(),
      z.transform((value) => value.split(',').filter(Boolean)),
    ),
  /** JSON: for how long judged files can be deleted by nobody; absent where versions are kept and no more. */
  RETENTION: () =>
    z.optional(
      z.pipe(
        z.pipe(
          z.string(),
          z.transform((text): unknown => JSON.parse(text)),
        ),
        z.strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), days: z.number() }),
      ),
    ),
  /** A JSON Web Key Set, as text. Exactly one of this and TOKEN_JWKS_URL is set. */
  TOKEN_JWKS: () => z.optional(z.string()),
  TOKEN_JWKS_URL: () => z.optional(z.string()),
  /** JSON: which claims say who asks; our own names where absent. */
  TOKEN_CLAIMS: () =>
    z.optional(
      z.pipe(
        z.pipe(
          z.string(),
          z.transform((text): unknown => JSON.parse(text)),
        ),
        claimNames(),
      ),
    ),
  /** ARN of the KMS key that seals the secrets of webhooks. */
  WEBHOOK_KEY: given,
  DELIVERY_QUEUE_URL: given,
  /** `true` where webhooks may be on this machine and need no TLS. */
  LOCAL_WEBHOOKS: flag,
  NOTICE_TOPIC_ARN: given,
  /** Whole numbers, separated by commas. */
  REMINDER_DAYS: () =>
    z.pipe(
      z.string().check(z.regex(/^(\d+(,\d+)*)?$/)),
      z.transform((value) => (value === '' ? [] : value.split(',').map(Number))),
    ),
  WAITING_HOURS: () =>
    z.pipe(
      z.string().check(z.regex(/^\d+$/)),
      z.transform((value) => Number(value)),
    ),
  /** Separated by commas. */
  CORS_ORIGINS: () =>
    z.pipe(
      z.string().check(z.minLength(1)),
      z.transform((value) => value.split(',')),
    ),
  /** `true` where the S3 endpoint cannot serve `bucket.host` names, as on a laptop. */
  S3_PATH_STYLE: flag,
};

type Variables = typeof variables;
type Schemas<Name extends keyof Variables> = { [Chosen in Name]: ReturnType<Variables[Chosen]> };

/** The schema of a function's environment: STAGE, LOG_LEVEL and the named variables. */
export function envFor<Name extends Exclude<keyof Variables, 'STAGE' | 'LOG_LEVEL'>>(...names: Name[]) {
  const chosen = Object.fromEntries(names.map((name) => [name, variables[name]()])) as Schemas<Name>;
  return z.object({ STAGE: variables.STAGE(), LOG_LEVEL: variables.LOG_LEVEL(), ...chosen });
}

/** @throws {Error} at cold start, naming every variable that is missing or wrong, never its value. */
export function readEnv<Schema extends z.ZodMiniType>(
  schema: Schema,
  source: Record<string, string | undefined> = process.env,
): z.infer<Schema> {
  const parsed = z.safeParse(schema, source);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new Error(`Environment variables missing or wrong: ${names.join(', ')}`);
}
