import { anonymousPrincipal, runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import {
  account,
  arnOf,
  type Grant,
  listedFor,
  listedForEvery,
  listOf,
  namedArns,
  policyOf,
  resolve,
} from './permissions.ts';
import { type Json, ofType, type Resource, resourcesOf, shortName, target } from './synthesise.ts';

/** An emulator goes without TLS, and so without what refuses plain HTTP: what is proved here is prod. */
const stage = 'prod';

const functions = ofType(stage, 'AWS::Lambda::Function');
const nameOf = (lambda: Resource) => shortName(stage, lambda.properties.FunctionName);
const workers = ofType(stage, 'AWS::Lambda::EventSourceMapping').map((mapping) =>
  nameOf(target(mapping, stage, mapping.properties.FunctionName)!),
);
const arns = namedArns(stage);

/** The policies of buckets, queues and topics, by the ARN of what they guard. */
const resourcePolicies = new Map<string, Json>(
  [
    ['AWS::S3::BucketPolicy', 'Bucket'],
    ['AWS::SQS::QueuePolicy', 'Queues'],
    ['AWS::SNS::TopicPolicy', 'Topics'],
  ].flatMap(([type, guarded]) =>
    ofType(stage, type!).flatMap(({ stack, properties }) =>
      listOf(properties[guarded!]).map((reference) => {
        const document = resolve(stage, stack, properties.PolicyDocument);
        return [resolve(stage, stack, reference), document] as const;
      }),
    ),
  ),
);
for (const key of ofType(stage, 'AWS::KMS::Key'))
  resourcePolicies.set(arnOf(key), resolve(stage, key.stack, key.properties.KeyPolicy));

type Ask = {
  principal?: Simulation['request']['principal'];
  policy?: Json;
  action: string;
  resource: string;
  context?: Record<string, string>;
};

function question({ principal, policy, action, resource, context }: Ask): Simulation {
  const guarded = [...resourcePolicies].find(([arn]) => resource === arn || resource.startsWith(`${arn}/`));
  return {
    request: {
      principal: principal ?? `arn:aws:iam::${account}:role/asks`,
      action,
      resource: { resource, accountId: account },
      contextVariables: { 'aws:SecureTransport': 'true', ...context },
    },
    identityPolicies: policy ? [{ name: 'its own', policy }] : [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(guarded && { resourcePolicy: guarded[1] }),
  };
}

/** @throws {Error} for an action that does not exist or that no such thing takes, and a policy that is not one */
async function isAllowed(ask: Ask): Promise<boolean> {
  const result = await runSimulation(question(ask), {});
  if (result.resultType !== 'error') return result.overallResult === 'Allowed';
  throw new Error(`${ask.action} ${ask.resource}: ${result.errors.message}`);
}

async function allowedOf<Each extends Ask>(asked: Each[], more: Partial<Ask>): Promise<Each[]> {
  const answers = await Promise.all(asked.map((ask) => isAllowed({ ...ask, ...more })));
  return asked.filter((_, place) => answers[place]);
}

const inWords = (asked: Ask[]) => asked.map(({ action, resource }) => `${action} ${resource}`).sort();

/** An ARN that a row of a table stands for, with one name in the place of each `*`. */
function example({ on }: Pick<Grant, 'on'>, name: string): string {
  const own: Record<string, string> = {
    'its log': `log ${name}`,
    'its queue': `queue ${name}`,
    'its dead letters': `queue ${name}-dead-letters`,
  };
  const [first, ...path] = (own[on] ?? on).split('/');
  const arn = first === '*' ? '*' : arns.get(first!);
  if (!arn) throw new Error(`${name}: there is no "${on}"`);
  return [arn.replace(/:\*$/, ':log-stream:today'), ...path].join('/').replace(/\/\*$/, '/one');
}

const listed = (name: string): Grant[] => [
  ...listedFor(name),
  ...listedForEvery('function'),
  ...(workers.includes(name) ? listedForEvery('worker') : []),
];
const everyGrant = functions.map(nameOf).flatMap((name) => listed(name).map((grant) => ({ name, grant })));

/** What an intruder would ask for, which nobody here has any use for. */
const coveted = [
  ...[
    's3:DeleteObjectVersion',
    's3:PutBucketPolicy',
    's3:PutObjectRetention',
    's3:BypassGovernanceRetention',
  ],
  ...['s3:PutObjectLegalHold', 's3:PutLifecycleConfiguration', 's3:PutBucketVersioning', 's3:PutObjectAcl'],
  ...['dynamodb:Scan', 'dynamodb:DeleteTable', 'dynamodb:UpdateTable', 'dynamodb:ExportTableToPointInTime'],
  ...['dynamodb:PartiQLDelete', 'dynamodb:BatchWriteItem', 'sqs:PurgeQueue', 'sqs:SetQueueAttributes'],
  ...[
    'sns:Subscribe',
    'sns:SetTopicAttributes',
    'kms:ScheduleKeyDeletion',
    'kms:CreateGrant',
    'kms:PutKeyPolicy',
  ],
  ...['events:PutRule', 'events:PutTargets', 'logs:DeleteLogGroup', 'logs:FilterLogEvents'],
];
const actions = [...new Set([...everyGrant.map(({ grant }) => grant.action), ...coveted])];
const alien = [
  ...['iam:PassRole', 'sts:AssumeRole'].map((action) => ({
    action,
    resource: `arn:aws:iam::${account}:role/admin`,
  })),
  ...['lambda:InvokeFunction', 'lambda:UpdateFunctionCode'].map((action) => ({
    action,
    resource: `arn:aws:lambda:ap-southeast-1:${account}:function:civindex-prod-publish-release`,
  })),
];

/** Everything that there is, objects by an example of each prefix, beside it, and at the top of each bucket. */
const things = [
  ...new Set([
    ...everyGrant.map(({ name, grant }) => example(grant, name)),
    ...[...arns.values()].map((arn) => arn.replace(/:\*$/, ':log-stream:today')),
    ...['uploads', 'records', 'pages', 'accesslogs'].flatMap((bucket) =>
      ['one', 'definitions-of-others/one', 'receipts/one'].map((key) => `${arns.get(bucket)}/${key}`),
    ),
    ...['uploads', 'records', 'pages'].map((bucket) => `${arns.get('accesslogs')}/${bucket}/one`),
  ]),
].filter((thing) => thing !== '*');
const serviceOf = (arn: string) => arn.split(':')[2]!;

/** Every action on everything that takes it. */
const asked: Ask[] = [];
for (const resource of things)
  for (const action of actions.filter((name) => name.startsWith(`${serviceOf(resource)}:`))) {
    const answer = await runSimulation(question({ action, resource }), {});
    if (answer.resultType !== 'error') asked.push({ action, resource });
    else expect(answer.errors.message, `${action} ${resource}`).toBe('no.resource.types');
  }

describe.each(functions.map((lambda) => [nameOf(lambda), lambda] as const))('%s', (name, lambda) => {
  const policy = policyOf(stage, target(lambda, stage, lambda.properties.Role)!);
  const granted = new Set(listed(name).map((grant) => `${grant.action} ${example(grant, name)}`));

  it('is let in wherever its README says', async () => {
    for (const grant of listed(name)) {
      const ask = { action: grant.action, resource: example(grant, name) };
      expect(await isAllowed({ ...ask, policy }), `${ask.action} ${ask.resource}`).toBe(true);
    }
  });

  it('is let in nowhere else', async () => {
    const open = inWords(await allowedOf(asked, { policy }));
    expect(open.filter((each) => !granted.has(each))).toEqual([]);
    expect(await allowedOf(alien, { policy })).toEqual([]);
  });
});

it('gives a role to functions and schedules, and to nobody else', () => {
  const known = [
    ...functions.map((lambda) => target(lambda, stage, lambda.properties.Role)!.id),
    ...ofType(stage, 'AWS::Scheduler::Schedule').map(
      (schedule) => target(schedule, stage, schedule.properties.Target.RoleArn)!.id,
    ),
  ];
  expect(
    ofType(stage, 'AWS::IAM::Role')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(known.sort());
  expect(ofType(stage, 'AWS::IAM::ManagedPolicy')).toEqual([]);
});

it('gives the role of a function to Lambda alone', () => {
  for (const lambda of functions) {
    const role = target(lambda, stage, lambda.properties.Role)!;
    expect(role.properties.AssumeRolePolicyDocument.Statement, role.id).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
  }
});

const schedules = ofType(stage, 'AWS::Scheduler::Schedule').map((each) => [each.id, each] as const);

it.each(schedules)('lets the schedule %s knock, for this account alone', async (_, schedule) => {
  const role = target(schedule, stage, schedule.properties.Target.RoleArn)!;
  const queue = target(schedule, stage, schedule.properties.Target.Arn)!;
  const name = shortName(stage, queue.properties.QueueName);
  const open = await allowedOf(asked, { policy: policyOf(stage, role) });
  const may = listedForEvery('schedule').map((grant) => `${grant.action} ${example(grant, name)}`);
  expect(inWords(open)).toEqual(may.sort());
  const [trust] = resolve(stage, role.stack, role.properties.AssumeRolePolicyDocument.Statement);
  expect(trust.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': account } });
});

it('says of everything with a star why it is no narrower, and of no action', () => {
  for (const { name, grant } of [
    ...everyGrant,
    ...listedForEvery('schedule').map((grant) => ({ name: '', grant })),
  ]) {
    expect(grant.action).not.toContain('*');
    expect(grant.why, `${name}: ${grant.action} ${grant.on}`).toMatch(/\S/);
  }
});

describe('what is kept', () => {
  const allows: Json[] = [...resourcePolicies.values()].flatMap(({ Statement }) =>
    Statement.filter(({ Effect }: Json) => Effect === 'Allow'),
  );
  const everything = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };

  it('is open to nobody who does not say who they are', async () => {
    expect(await allowedOf(asked, { principal: anonymousPrincipal })).toEqual([]);
  });

  it('is open to no other account, whatever that allows its own', async () => {
    const principal = 'arn:aws:iam::999999999999:role/anybody';
    expect(await allowedOf(asked, { principal, policy: everything })).toEqual([]);
  });

  it('is given over plain HTTP to nobody, not even to an administrator', async () => {
    const administered = await allowedOf(asked, { policy: everything });
    const guarded = administered.filter(
      ({ action, resource }) => ['s3', 'sqs'].includes(serviceOf(resource)) || action === 'sns:Publish',
    );
    expect(guarded.length).toBeGreaterThan(100);
    const context = { 'aws:SecureTransport': 'false' };
    expect(await allowedOf(guarded, { policy: everything, context })).toEqual([]);
  });

  it('has no policy that names everybody but to refuse', () => {
    expect(allows.length).toBeGreaterThan(20);
    expect(allows.filter(({ Principal }) => JSON.stringify(Principal).includes('*'))).toEqual([]);
    const tables = ofType(stage, 'AWS::DynamoDB::GlobalTable').flatMap(
      ({ properties }) => properties.Replicas,
    );
    expect(tables.filter(({ ResourcePolicy }: Json) => ResourcePolicy)).toEqual([]);
  });

  /** What is open to a service that asks on behalf of an account, and maybe of a bucket. */
  const openTo = (service: string, forAccount: string, more: Record<string, string> = {}, among = asked) =>
    allowedOf(among, {
      principal: `${service}.amazonaws.com`,
      context: { 'aws:SourceAccount': forAccount, ...more },
    });
  const foreign = '999999999999';

  it('lets four services in, and has no policy but those that are looked at here', () => {
    const services = allows.flatMap(({ Principal }) => listOf(Principal.Service ?? []));
    expect([...new Set(services)].sort()).toEqual(
      ['cloudfront', 'cloudwatch', 'events', 'logging.s3'].map((name) => `${name}.amazonaws.com`),
    );
    const policies = resourcesOf(stage).filter(({ type }) => /Policy$/.test(type));
    expect([...new Set(policies.map(({ type }) => type))].sort()).toEqual([
      'AWS::CloudFront::CachePolicy',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'AWS::IAM::Policy',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ]);
    for (const type of ['AWS::Events::EventBus', 'AWS::ApiGateway::RestApi'])
      for (const { properties } of ofType(stage, type)) expect(properties.Policy).toBeUndefined();
  });

  it('lets CloudFront of this account read pages, and nothing more', async () => {
    const by = (of: string) => ({ 'aws:SourceArn': `arn:aws:cloudfront::${of}:distribution/E1` });
    const open = await openTo('cloudfront', account, by(account));
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ action }) => action !== 's3:GetObject')).toEqual([]);
    expect(open.filter(({ resource }) => !resource.startsWith(`${arns.get('pages')}/`))).toEqual([]);
    expect(await openTo('cloudfront', foreign, by(foreign))).toEqual([]);
    expect(await openTo('cloudfront', account)).toEqual([]);
  });

  it('takes alarms of this account in the alarm topic, and nothing more', async () => {
    expect(inWords(await openTo('cloudwatch', account))).toEqual([`sns:Publish ${arns.get('alarm topic')}`]);
    expect(await openTo('cloudwatch', foreign)).toEqual([]);
  });

  it('takes access logs of each bucket of this account in a folder of its own', async () => {
    const objects = asked.filter(({ action }) => /^s3:(Get|Put|Delete)Object$/.test(action));
    for (const bucket of ['uploads', 'records', 'pages']) {
      const from = { 'aws:SourceArn': arns.get(bucket)! };
      const folder = `${arns.get('accesslogs')}/${bucket}/one`;
      expect(inWords(await openTo('logging.s3', account, from, objects))).toEqual([`s3:PutObject ${folder}`]);
      expect(await openTo('logging.s3', foreign, from, objects)).toEqual([]);
    }
    const ofOthers = { 'aws:SourceArn': 'arn:aws:s3:::of-others' };
    expect(await openTo('logging.s3', account, ofOthers)).toEqual([]);
  });

  it('takes messages of each rule in the queue of its worker, and in no other', async () => {
    const principal = 'events.amazonaws.com';
    const messages = asked.filter(({ resource }) => serviceOf(resource) === 'sqs');
    const from = (source: string) => allowedOf(messages, { principal, context: { 'aws:SourceArn': source } });
    for (const rule of ofType(stage, 'AWS::Events::Rule')) {
      const [{ Arn, DeadLetterConfig }] = resolve(stage, rule.stack, rule.properties.Targets);
      const counts = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'].map((action) => `${action} ${Arn}`);
      const expected = [...counts, `sqs:SendMessage ${Arn}`, `sqs:SendMessage ${DeadLetterConfig.Arn}`];
      expect(inWords(await from(arnOf(rule))), rule.id).toEqual(expected.sort());
    }
    expect(await from('arn:aws:events:ap-southeast-1:999999999999:rule/any')).toEqual([]);
  });
});

it('would find a grant too many', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:DeleteObject*', Resource: `${arns.get('pages')}/*` }],
  };
  expect((await allowedOf(asked, { policy })).length).toBeGreaterThan(3);
});
