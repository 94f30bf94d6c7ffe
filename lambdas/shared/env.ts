import * as z from 'zod/mini';

const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the text of a variable means; it throws where that is missing or wrong. */
type Reading<Value> = (text: string | undefined) => Value;

const given: Reading<string> = (text) => text || refuse();

const maybe =
  <Value>(reading: Reading<Value>): Reading<Value | undefined> =>
  (text) =>
    text === undefined ? undefined : reading(text);

const oneOf =
  <Value extends string>(...allowed: readonly Value[]): Reading<Value> =>
  (text) =>
    allowed.find((each) => each === text) ?? refuse();

const like =
  (pattern: RegExp): Reading<string> =>
  (text) =>
    text !== undefined && pattern.test(text) ? text : refuse();

const flag: Reading<boolean> = (text = 'false') => oneOf('true', 'false')(text) === 'true';

/** Separated by commas. */
const list: Reading<string[]> = (text) => like(/^/)(text).split(',').filter(Boolean);

/** The schema is made when the variable is read. */
const json =
  <Schema extends z.ZodMiniType>(schema: () => Schema): Reading<z.output<Schema>> =>
  (text) =>
    z.parse(schema(), JSON.parse(given(text)));

function refuse(): never {
  throw new Error('missing or wrong');
}

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
 * Only JSON takes a schema: these are read at every cold start, where those of a few texts took 4 ms.
 */
const variables = {
  STAGE: given,
  LOG_LEVEL: (text: string | undefined = 'INFO') => oneOf(...logLevels)(text),
  /** Lambda sets it. */
  AWS_REGION: given,
  /** Where readers find the service; at API Gateway's own address where absent. */
  PUBLIC_ADDRESS: maybe(String),
  TABLE_NAME: given,
  AUDIT_TABLE_NAME: given,
  UPLOADS_BUCKET: given,
  RECORDS_BUCKET: given,
  PAGES_BUCKET: given,
  /** Where people sign in, and which claims of their tokens say who they are. */
  DESK_CONFIG: json(() =>
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
  /** Agencies whose programs have a limit of their own. */
  PROGRAMS: list,
  /** For how long judged files can be deleted by nobody; absent where versions are kept and no more. */
  RETENTION: maybe(
    json(() => z.strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), days: z.number() })),
  ),
  /** A JSON Web Key Set, as text. Exactly one of this and TOKEN_JWKS_URL is set. */
  TOKEN_JWKS: maybe(String),
  TOKEN_JWKS_URL: maybe(String),
  /** Which claims say who asks; our own names where absent. */
  TOKEN_CLAIMS: maybe(json(claimNames)),
  /** ARN of the KMS key that seals the secrets of webhooks. */
  WEBHOOK_KEY: given,
  DELIVERY_QUEUE_URL: given,
  /** `true` where webhooks may be on this machine and need no TLS. */
  LOCAL_WEBHOOKS: flag,
  NOTICE_TOPIC_ARN: given,
  REMINDER_DAYS: (text: string | undefined) => list(like(/^(\d+(,\d+)*)?$/)(text)).map(Number),
  WAITING_HOURS: (text: string | undefined) => Number(like(/^\d+$/)(text)),
  CORS_ORIGINS: (text: string | undefined) => list(given(text)),
  /** `true` where the S3 endpoint cannot serve `bucket.host` names, as on a laptop. */
  S3_PATH_STYLE: flag,
};

type Variables = typeof variables;

/** How a function's environment is read: STAGE, LOG_LEVEL and the named variables. */
export function envFor<Name extends Exclude<keyof Variables, 'STAGE' | 'LOG_LEVEL'>>(...names: Name[]) {
  const chosen = Object.fromEntries(names.map((name) => [name, variables[name]])) as Pick<Variables, Name>;
  return { STAGE: variables.STAGE, LOG_LEVEL: variables.LOG_LEVEL, ...chosen };
}

type Env<Readings> = {
  [Name in keyof Readings]: Readings[Name] extends Reading<infer Value> ? Value : never;
};

/** @throws {Error} at cold start, naming every variable that is missing or wrong, never its value. */
export function readEnv<Readings extends Record<string, Reading<unknown>>>(
  readings: Readings,
  source: Record<string, string | undefined> = process.env,
): Env<Readings> {
  const wrong: string[] = [];
  const env: Record<string, unknown> = {};
  for (const [name, reading] of Object.entries(readings))
    try {
      env[name] = reading(source[name]);
    } catch {
      wrong.push(name);
    }
  if (wrong.length > 0) throw new Error(`Environment variables missing or wrong: ${wrong.join(', ')}`);
  return env as Env<Readings>;
}
