import { describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { listedFor, listedForEvery, listOf, namedArns, policyOf } from './permissions.ts';
import { ofType, type Resource, shortName, target } from './synthesise.ts';

const apis = ['public-api', 'proof-api', 'desk-api', 'authorise'];

const storage = ['EVENT_BUS_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'];

/** What a function is told, beside STAGE, LOG_LEVEL and NODE_OPTIONS. */
const environments: Record<string, (keys: string) => string[]> = {
  'register-definitions': () => [...storage, 'UPLOADS_BUCKET'],
  'validate-submission': () => [...storage, 'UPLOADS_BUCKET'],
  'recompute-rankings': () => storage,
  'publish-release': () => storage,
  'carry-out-orders': () => ['EVENT_BUS_NAME', 'TABLE_NAME'],
  'append-audit': () => ['AUDIT_TABLE_NAME'],
  'assess-ranks': () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  attest: () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'SIGNING_KEY_ID', 'TABLE_NAME', 'UPLOADS_BUCKET'],
  'watch-deadlines': () => [...storage, 'REMINDER_DAYS', 'UPLOADS_BUCKET', 'WAITING_HOURS'],
  'mail-notices': () => ['NOTICE_TOPIC_ARN', 'TABLE_NAME'],
  'route-webhooks': () => ['DELIVERY_QUEUE_URL', 'TABLE_NAME'],
  'deliver-webhooks': () => ['LOCAL_WEBHOOKS', 'TABLE_NAME', 'WEBHOOK_KEY'],
  'render-pages': () => ['DESK_CONFIG', 'PAGES_BUCKET', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  'proof-api': () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  'public-api': (keys) => [
    ...(keys === 'TOKEN_JWKS' ? ['PUBLIC_ADDRESS'] : []),
    'RECORDS_BUCKET',
    'S3_PATH_STYLE',
    'TABLE_NAME',
  ],
  'desk-api': (keys) => [
    'AUDIT_TABLE_NAME',
    'CORS_ORIGINS',
    'EVENT_BUS_NAME',
    'LOCAL_WEBHOOKS',
    'RECORDS_BUCKET',
    'S3_PATH_STYLE',
    'TABLE_NAME',
    'TOKEN_AUDIENCE',
    'TOKEN_CLAIMS',
    'TOKEN_ISSUER',
    keys,
    'UPLOADS_BUCKET',
    'WEBHOOK_KEY',
  ],
  authorise: (keys) => ['PROGRAMS', 'TOKEN_AUDIENCE', 'TOKEN_CLAIMS', 'TOKEN_ISSUER', keys],
};

const names = Object.keys(environments);

describe.each(stages)('functions of stage %s', (stage) => {
  const functions = ofType(stage, 'AWS::Lambda::Function');
  const byName = (name: string): Resource =>
    functions.find(({ properties }) => properties.FunctionName === `civindex-${stage}-${name}`)!;

  const resources = [...namedArns(stage)];

  /** A resource of a statement in the words of the READMEs. */
  function inWords(resource: string, name: string): string {
    const [on, arn] = resources.find(([, arn]) => resource === arn || resource.startsWith(`${arn}/`)) ?? [];
    if (on === `log ${name}`) return 'its log';
    if (on === `queue ${name}`) return 'its queue';
    return on ? on + resource.slice(arn!.length) : resource;
  }

  const allowed = (lambda: Resource, name: string): string[] =>
    policyOf(stage, target(lambda, stage, lambda.properties.Role)!).Statement.flatMap((statement) => {
      expect(statement.Effect).toBe('Allow');
      return listOf(statement.Action).flatMap((action) =>
        listOf(statement.Resource).map((resource) => `${action} ${inWords(resource, name)}`),
      );
    });

  it('are those that the architecture names', () => {
    expect(functions.map(({ properties }) => shortName(stage, properties.FunctionName)).sort()).toEqual(
      [...names].sort(),
    );
  });

  it.each(names)('%s may do what its README lists, and nothing else', (name) => {
    const listed = [
      ...listedFor(name),
      ...listedForEvery('function'),
      ...(apis.includes(name) ? [] : listedForEvery('worker')),
    ];
    expect(allowed(byName(name), name).sort()).toEqual(
      listed.map(({ action, on }) => `${action} ${on}`).sort(),
    );
  });

  it('have a role each', () => {
    const roles = functions.map((lambda) => target(lambda, stage, lambda.properties.Role)!.id);
    expect(new Set(roles).size).toBe(functions.length);
  });

  it.each(names)('%s is told what it needs, and nothing else', (name) => {
    const keys = stage === 'local' ? 'TOKEN_JWKS' : 'TOKEN_JWKS_URL';
    const variables = byName(name).properties.Environment.Variables;
    const expected = ['LOG_LEVEL', 'NODE_OPTIONS', 'STAGE', ...environments[name]!(keys)];
    expect(Object.keys(variables).sort()).toEqual(expected.sort());
    if ('S3_PATH_STYLE' in variables) expect(variables.S3_PATH_STYLE).toBe(String(stage === 'local'));
  });

  it('run on Node 24 and Arm, traced, with a log of their own that ends', () => {
    for (const lambda of functions) {
      expect(lambda.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const log = target(lambda, stage, lambda.properties.LoggingConfig.LogGroup)!;
      expect(log.properties).toMatchObject({
        LogGroupName: `/aws/lambda/${lambda.properties.FunctionName}`,
        RetentionInDays: stage === 'local' ? 1 : 365,
      });
    }
  });
});
