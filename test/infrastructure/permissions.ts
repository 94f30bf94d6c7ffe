import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../lib/config.ts';
import { exportsOf, type Json, ofType, type Resource, resourcesOf, root, target } from './synthesise.ts';

/** An action on something, such as `s3:GetObject` on `records/parts/*`, and what it is for. */
export type Grant = { action: string; on: string; why: string };

/** What a README says that its function may, beside what docs/permissions.md says of all of them. */
export const listedFor = (name: string): Grant[] =>
  grantsIn(join('lambdas', name, 'README.md'), '## Permissions');

/** What docs/permissions.md says of every function, every worker or every schedule. */
export const listedForEvery = (kind: 'function' | 'worker' | 'schedule'): Grant[] =>
  grantsIn(join('docs', 'permissions.md'), `## Every ${kind}`);

/** The rows `| on | may | for |` below a heading. */
export function grantsIn(file: string, heading: string): Grant[] {
  const [, section = ''] = `${readFileSync(join(root, file), 'utf8')}\n## `.split(`${heading}\n`);
  const rows = section.slice(0, section.indexOf('\n## ')).matchAll(/^\| (.+?) \| (.*`.*) \| (.*) \|$/gm);
  return [...rows].flatMap(([, on, actions, why]) =>
    [...actions!.matchAll(/`(.+?)`/g)].map(([, action]) => ({
      action: action!,
      on: on!.replace(/^(\w+) `(.+)`$/, '$1/$2'),
      why: why!.trim(),
    })),
  );
}

export const account = '123456789012';
const pseudo: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': 'ap-southeast-1',
};
const arn = (service: string, name: string) =>
  `arn:aws:${service}:${pseudo['AWS::Region']}:${account}:${name}`;

/** As CloudFormation would name it, but for the ids that only AWS knows. */
export function arnOf({ type, stack, id, properties }: Resource): string {
  switch (type) {
    case 'AWS::DynamoDB::GlobalTable':
      return arn('dynamodb', `table/${id}`);
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${id.toLowerCase()}`;
    case 'AWS::SQS::Queue':
      return arn('sqs', properties.QueueName);
    case 'AWS::SNS::Topic':
      return arn('sns', properties.TopicName);
    case 'AWS::Events::EventBus':
      return arn('events', `event-bus/${properties.Name}`);
    case 'AWS::KMS::Key':
      return arn('kms', `key/${id}`);
    case 'AWS::Logs::LogGroup':
      return arn('logs', `log-group:${properties.LogGroupName}:*`);
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${account}:role/${stack}-${id}`;
    default:
      return arn(type.split('::')[1]!.toLowerCase(), `${stack}/${id}`);
  }
}

/** A value of a stack's template with every reference in it made an ARN. */
export function resolve(stage: Stage, stack: string, value: Json): Json {
  const inner = (part: Json) => resolve(stage, stack, part);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  if ('Fn::ImportValue' in value) {
    const exported = exportsOf(stage).get(value['Fn::ImportValue'])!;
    return resolve(stage, exported.stack, exported.value);
  }
  if ('Fn::Join' in value) return inner(value['Fn::Join'][1]).join(value['Fn::Join'][0]);
  const id = value.Ref ?? value['Fn::GetAtt']?.[0];
  if (id === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inner(part)]));
  return pseudo[id] ?? arnOf(resourcesOf(stage).find((each) => each.stack === stack && each.id === id)!);
}

/** What the words of the tables stand for: `table`, `records`, `queue deliver-webhooks`, and their ARNs. */
export function namedArns(stage: Stage): Map<string, string> {
  const nameOf = ({ type, id, properties }: Resource): string | undefined => {
    const short = (name: string) => name.replace(`civindex-${stage}-`, '');
    switch (type) {
      case 'AWS::DynamoDB::GlobalTable':
        return id.startsWith('AuditLog') ? 'audit log' : 'table';
      case 'AWS::S3::Bucket':
        return /^(Uploads|Records|Pages|AccessLogs)/.exec(id)![0].toLowerCase();
      case 'AWS::SQS::Queue':
        return `queue ${short(properties.QueueName)}`;
      case 'AWS::SNS::Topic':
        return short(properties.TopicName) === 'notices' ? 'notice topic' : 'alarm topic';
      case 'AWS::Events::EventBus':
        return 'bus';
      case 'AWS::KMS::Key':
        return id.startsWith('WebhookKey') ? 'webhook key' : 'signing key';
      case 'AWS::Logs::LogGroup':
        return `log ${short(properties.LogGroupName.replace('/aws/lambda/', ''))}`;
      default:
        return undefined;
    }
  };
  return new Map(
    resourcesOf(stage).flatMap((resource) => {
      const name = nameOf(resource);
      return name ? [[name, arnOf(resource)] as const] : [];
    }),
  );
}

/** Everything that a role may, in one document; a role has no managed or inline policies beside it. */
export function policyOf(stage: Stage, role: Resource): { Version: string; Statement: Json[] } {
  const { ManagedPolicyArns, Policies } = role.properties;
  if (ManagedPolicyArns || Policies) throw new Error(`${role.id} has policies beside its own`);
  const policies = ofType(stage, 'AWS::IAM::Policy').filter((policy) =>
    policy.properties.Roles.some((reference: Json) => target(policy, stage, reference) === role),
  );
  return {
    Version: '2012-10-17',
    Statement: policies.flatMap(({ stack, properties }) =>
      resolve(stage, stack, properties.PolicyDocument.Statement),
    ),
  };
}

export const listOf = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);
