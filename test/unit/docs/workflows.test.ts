import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../../.github/workflows');

type Job = { permissions?: Record<string, string>; environment?: string; if?: string };
type Workflow = { permissions?: Record<string, string>; jobs: Record<string, Job> };

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { permissions, jobs }: Workflow = parse(text);

  it('runs the actions that were looked at: by the hash of a commit, which nobody can move', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action!))).toEqual([]);
  });

  it('says of each job what its token may do', () => {
    const unsaid = Object.values(jobs).filter((job) => !(job.permissions ?? permissions));
    expect(unsaid).toEqual([]);
  });

  it('gives a role of AWS to no code of a fork, and one that deploys to main and its environment only', () => {
    for (const [job, { permissions: may, environment, if: condition }] of Object.entries(jobs)) {
      if (!may?.['id-token']) continue;
      if (job === 'deploy')
        expect([environment, condition]).toEqual(['prod', expect.stringContaining('refs/heads/main')]);
      else expect(condition).toContain('head.repo.full_name == github.repository');
    }
  });
});

it('the role that deploys trusts one environment of one repository, by whole names', () => {
  const deployment = readFileSync(join(folder, '../../docs/deployment.md'), 'utf8');
  const [, policy] = /```json\n(.*?)```/s.exec(deployment)!;
  const { jobs }: Workflow = parse(readFileSync(join(folder, 'deploy.yml'), 'utf8'));
  const claims = 'token.actions.githubusercontent.com';
  expect(JSON.parse(policy!)).toMatchObject({
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: `arn:aws:iam::{account}:oidc-provider/${claims}` },
    Condition: {
      StringEquals: {
        [`${claims}:aud`]: 'sts.amazonaws.com',
        [`${claims}:sub`]: `repo:{owner}/{repository}:environment:${jobs['deploy']!.environment}`,
      },
    },
  });
  expect(policy).not.toMatch(/StringLike|\*/);
});
