import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { parse } from 'yaml';
import { z } from 'zod';

export const stages = ['local', 'prod'] as const;
export type Stage = (typeof stages)[number];

/** Lambda's own limits for a queue: a batch above ten needs a window, and at least two copies may run. */
const copies = z.int().min(2).max(1000);
const retentionDays = Object.values(RetentionDays).filter((days) => typeof days === 'number');

const publicKey = z.looseObject({
  kty: z.string(),
  d: z.undefined({ error: 'is a private key; give the public part only' }).optional(),
});

const identifier = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be an id such as mic');

/** Which claims of the issuer's access tokens say who asks. */
const claims = z.strictObject({
  agency: z.string().min(1),
  roles: z.string().min(1),
  agencyPrefix: z.string().min(1).optional(),
  resourceServer: z.string().min(1).optional(),
});

const token = z
  .strictObject({
    issuer: z.url(),
    audience: z.string().min(1),
    claims: claims.default({ agency: 'agency', roles: 'roles' }),
    jwks: z.looseObject({ keys: z.array(publicKey) }).optional(),
    jwksUrl: z.url({ protocol: /^https$/ }).optional(),
  })
  .refine(({ jwks, jwksUrl }) => (jwks === undefined) !== (jwksUrl === undefined), {
    error: 'needs exactly one of jwks and jwksUrl',
  });

const origin = z
  .string()
  .regex(/^(\*|https?:\/\/[^/\s]+)$/, 'must be an origin such as https://rankings.example.org, or "*"');

const origins = z
  .array(origin)
  .min(1)
  .refine((all) => all.length === 1 || !all.includes('*'), { error: '"*" stands alone' });

const hostName = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be a host name');

type Named = { domainName?: string | undefined; certificateArn?: string | undefined };

const bothOrNeither = [
  ({ domainName, certificateArn }: Named) => (domainName === undefined) === (certificateArn === undefined),
  { error: 'needs both of domainName and certificateArn, or neither' },
] as const;

/** The address of the service. Without a certificate it is one of CloudFront's own names. */
const edge = z
  .strictObject({
    domainName: hostName.optional(),
    /** Of a certificate in us-east-1, as CloudFront demands. */
    certificateArn: z.string().startsWith('arn:aws:acm:us-east-1:').optional(),
    /** Of a web ACL for CloudFront, in us-east-1 too. */
    webAclArn: z.string().startsWith('arn:aws:wafv2:us-east-1:').optional(),
  })
  .refine(...bothOrNeither);

const api = z
  .strictObject({
    requestsPerSecond: z.int().min(1),
    burst: z.int().min(1),
    requestsPerAddress: z.int().min(10),
    /** Of each program of an agency at the desk. */
    programs: z.strictObject({
      requestsPerSecond: z.int().min(1),
      burst: z.int().min(1),
      requestsPerDay: z.int().min(1),
    }),
    /** The API's own name, for those who do not come through the edge. */
    domainName: hostName.optional(),
    /** Of a certificate in the region of the API. */
    certificateArn: z.string().startsWith('arn:aws:acm:').optional(),
  })
  .refine(...bothOrNeither);

const retention = z.strictObject({
  /** GOVERNANCE: whoever has a permission of its own may still delete. COMPLIANCE: nobody, not the account's owner. */
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  /** Counted from the judgement of a file, and from the writing of a record. */
  days: z.int().min(1).max(36_500),
});

/** A user pool of our own, in the place of an issuer that is there already. */
const userPool = z.strictObject({
  /** The first label of the sign-in page's address: nobody else in the region may have it. */
  domainPrefix: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a label of a host name'),
  /** Pages that people return to when they have signed in or out. */
  returnUrls: z.array(z.url({ protocol: /^https$/ })).min(1),
  /** Agencies that send from programs of their own, each with a client. */
  machineClients: z.array(identifier).max(99),
});

const configSchema = z.strictObject({
  stage: z.enum(stages),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be twelve digits, in quotes')
    .optional(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as ap-southeast-1'),
  /** Deployed to an AWS emulator: no TLS, and without what emulators cannot create. */
  emulated: z.boolean(),
  /** Whether data and logs outlive their stack, and the table refuses to be deleted. */
  retainData: z.boolean(),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
  logRetentionDays: z.literal(retentionDays as RetentionDays[]),
  /** Whose tokens the desk accepts: exactly one of the two. */
  token: token.optional(),
  userPool: userPool.optional(),
  /** Counts the keys that signed one after another: raise it, and a new one signs. */
  signingKey: z.int().min(1),
  corsOrigins: origins,
  /** Where readers find the service, as feeds, citations and catalogues name it; `edge.domainName` says it too. */
  publicAddress: z
    .url({ protocol: /^https?$/ })
    .regex(/[^/]$/, 'must not end with a slash')
    .optional(),
  alarmEmail: z.email().optional(),
  /** CloudFront in front of it all; absent where there is none, as on emulators. */
  edge: edge.optional(),
  recompute: z.strictObject({
    /** How long news of data rests, so that what arrives together is computed together. SQS holds it for 15 min. */
    windowSeconds: z.int().min(1).max(900),
  }),
  deadlines: z.strictObject({
    /** How often deadlines and waiting files are looked at: a notice may come so many minutes late. */
    checkMinutes: z.int().min(1).max(60),
    /** Days before a deadline on which to remind, where an edition names none of its own. */
    reminderDays: z.array(z.int().min(1).max(365)).max(10),
    waitingHours: z.int().min(1).max(72),
  }),
  notices: z.strictObject({
    /** Who gets which notices by mail: those for the agencies named, or for `operators`. */
    mail: z.array(z.strictObject({ address: z.email(), audience: z.array(z.string().min(1)).min(1) })),
  }),
  concurrency: z.strictObject({
    registerDefinitions: copies,
    validateSubmission: copies,
    recomputeRankings: copies,
    publishRelease: copies,
    assessRanks: copies,
    attest: copies,
    appendAudit: copies,
    renderPages: copies,
    watchDeadlines: copies,
    mailNotices: copies,
    routeWebhooks: copies,
    deliverWebhooks: copies,
    carryOutOrders: copies,
  }),
  /** Object Lock on uploads and records: cannot be taken off a bucket again. Absent: versions are kept, and no more. */
  retention: retention.optional(),
  api,
});

export type Config = z.infer<typeof configSchema>;
/** Whose tokens the desk accepts, and how it knows them. */
export type TokenIssuer = NonNullable<Config['token']>;

type Environment = Record<string, string | undefined>;

/** The stage named on the command line (`-c stage=prod`), else in CIVINDEX_STAGE, else `local`. */
export function chooseStage(fromContext: unknown, environment: Environment): Stage {
  const stage = fromContext ?? environment['CIVINDEX_STAGE'] ?? 'local';
  const known = stages.find((name) => name === stage);
  if (!known) throw new Error(`There is no stage "${stage}": ${stages.join(', ')}`);
  return known;
}

/**
 * The stage's `config/{stage}.yaml`, overridden by CIVINDEX_ACCOUNT, CIVINDEX_REGION, CIVINDEX_LOG_LEVEL,
 * CIVINDEX_ALARM_EMAIL, CIVINDEX_PUBLIC_ADDRESS, CIVINDEX_CORS_ORIGINS (separated by commas),
 * CIVINDEX_TOKEN_ISSUER, CIVINDEX_TOKEN_AUDIENCE, and CIVINDEX_TOKEN_JWKS (JSON) or CIVINDEX_TOKEN_JWKS_URL.
 *
 * @throws {Error} naming every setting that is missing or wrong.
 */
export function loadConfig(stage: Stage, environment: Environment): Config {
  const file = join('config', `${stage}.yaml`);
  const settings = parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'));
  return parseConfig({ stage, ...withOverrides(settings, environment) }, file);
}

/** @throws {Error} naming every setting that is missing or wrong. */
export function parseConfig(settings: unknown, origin: string): Config {
  const parsed = configSchema
    .refine((config) => (config.token === undefined) !== (config.userPool === undefined), {
      error: 'needs exactly one of token and userPool',
    })
    .safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new Error(`${origin} cannot be used:\n${z.prettifyError(parsed.error)}`);
}

function withOverrides(settings: Record<string, unknown>, environment: Environment) {
  return {
    ...settings,
    ...given({
      account: environment['CIVINDEX_ACCOUNT'],
      region: environment['CIVINDEX_REGION'],
      logLevel: environment['CIVINDEX_LOG_LEVEL'],
      alarmEmail: environment['CIVINDEX_ALARM_EMAIL'],
      publicAddress: environment['CIVINDEX_PUBLIC_ADDRESS'],
      corsOrigins: environment['CIVINDEX_CORS_ORIGINS']?.split(','),
    }),
    ...issuerOverrides(settings['token'] as object | undefined, environment),
  };
}

/** An issuer that is given takes the place of the file's own, or of its user pool. */
function issuerOverrides(settings: object | undefined, environment: Environment) {
  const jwks = environment['CIVINDEX_TOKEN_JWKS'];
  const jwksUrl = environment['CIVINDEX_TOKEN_JWKS_URL'];
  // Keys that are given replace the file's, whether those are inline or at a URL.
  const replaced = jwks || jwksUrl ? { jwks: undefined, jwksUrl: undefined } : {};
  const issuer = environment['CIVINDEX_TOKEN_ISSUER'];
  const audience = environment['CIVINDEX_TOKEN_AUDIENCE'];
  const overrides = given({ issuer, audience, jwks: jwks && parseKeys(jwks), jwksUrl });
  if (Object.keys(overrides).length === 0) return {};
  return {
    token: { audience: 'civindex', ...settings, ...replaced, ...overrides },
    userPool: undefined,
  };
}

function parseKeys(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('CIVINDEX_TOKEN_JWKS is not JSON');
  }
}

/** An empty variable is one that was not given. */
const given = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
