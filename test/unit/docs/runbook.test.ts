import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..', '..');
const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const books = ['runbook.md', 'deployment.md'].map((name) => text('docs', name));
const runbook = books[0]!;

const found = (pattern: RegExp, source = books.join('\n')): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([, name]) => name!)),
];
const commandsOf = (...path: string[]) => found(/\.command\('([a-z-]+)'\)/g, text(...path));

/** Each call of our own commands, without its comment. */
const calls = found(/((?:npm run ops --|npx civindex) [a-z]+(?: [^`#\n]*)?)/g).map((call) => call.trim());

/** By the declaration of a command in its program: options that it knows and requires, and how many values it takes. */
function optionsOf(program: string, name: string) {
  const ours = program.endsWith('civindex');
  const source = ours ? text('cli', 'main.ts') : text('scripts', 'ops.ts');
  const [before = '', after = ''] = source.split(`command('${name}')`);
  const declared = after.split('.action(')[0]!;
  const atDesk = before.endsWith('desk(command.') ? ['--api', '--token'] : [];
  const options = found(/[(' ](--[a-z]+)[ ']/g, declared);
  const required = found(/requiredOption\('(?:-\w, )?(--[a-z]+)/g, declared);
  return {
    known: new Set([...options, ...atDesk, ...(ours ? [] : ['--stage'])]),
    required: [...required, ...atDesk.slice(0, 1)],
    values: found(/argument\('([<[][^']*)'/g, declared).length,
  };
}

describe('a command that the runbook gives', () => {
  it.each(found(/\bnpm run (?:--silent )?([a-z:]+)/g))('npm run %s is there', (name) => {
    expect(JSON.parse(text('package.json')).scripts).toHaveProperty([name]);
  });

  it.each(found(/\bnpm run ops -- ([a-z]+)/g))('npm run ops -- %s is there', (name) => {
    expect(commandsOf('scripts', 'ops.ts')).toContain(name);
  });

  it.each(found(/\bcivindex ([a-z]+) (?:--|\{)/g))('civindex %s is there', (name) => {
    expect(commandsOf('cli', 'main.ts')).toContain(name);
  });

  it.each(found(/`?\baws ([a-z0-9-]+ [a-z0-9-]+)\b/g))('aws %s is one of AWS', async (command) => {
    const [service, operation] = command.split(' ') as [string, string];
    const name = operation.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
    const action = otherwiseNamed[command] ?? `${service}:${name}`;
    const answer = await runSimulation(
      {
        request: {
          principal: 'arn:aws:iam::123456789012:role/duty',
          action,
          resource: { resource: '*', accountId: '123456789012' },
          contextVariables: {},
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    const error = answer.resultType === 'error' ? answer.errors.message : '';
    expect(['invalid.action', 'invalid.service'], action).not.toContain(error);
  });

  it.each(calls)('%s has what it asks for, and no option that it does not know', (call) => {
    const [, program, name, rest] = /^(npm run ops --|npx civindex) ([a-z]+) ?(.*)$/.exec(call)!;
    const own = optionsOf(program!, name!);
    const given = [...rest!.matchAll(/(?<=^| )--[a-z-]+/g)].map(([option]) => option);
    expect(given.filter((option) => !own.known.has(option))).toEqual([]);
    expect(own.required.filter((option) => !given.includes(option))).toEqual([]);
    const values = rest!
      .replaceAll(/\{[^}]*\}/g, 'it')
      .replaceAll(/--lift|--[a-z]+ \S+/g, '')
      .match(/\S+/g);
    expect(values ?? []).toHaveLength(own.values);
  });

  it('undoes a change by hand in the stack where the function is', () => {
    const rows = [...runbook.matchAll(/^\| \*([a-z]+)\* \| (\*.*) \|$/gm)];
    const told = rows.flatMap(([, stack, list]) =>
      found(/\*([a-z-]+)\*/g, list).map((name) => `${name} ${stack}`),
    );
    const stacks = readdirSync(join(root, 'lib', 'stacks'));
    const there = readdirSync(join(root, 'lambdas'))
      .filter((name) => name !== 'shared')
      .map((name) => {
        const stack = stacks.find((file) => text('lib', 'stacks', file).includes(` name: '${name}'`));
        return `${name} ${stack?.replace('-stack.ts', '')}`;
      });
    expect(told.sort()).toEqual(there.sort());
  });

  it('names functions, queues, dashboards and stacks as they are called', () => {
    const workers = readdirSync(join(root, 'lambdas')).filter((name) => name !== 'shared');
    const stacks = readdirSync(join(root, 'lib', 'stacks')).map((name) => name.replace('-stack.ts', ''));
    const known = new Set([
      ...workers.flatMap((name) => [name, `${name}-dead-letters`]),
      ...stacks,
      ...['overview', 'rankings', 'api'],
    ]);
    expect(found(/civindex-prod-([a-z-]*[a-z])/g).filter((name) => !known.has(name))).toEqual([]);
    const [takenDown] = found(/for stack in ([a-z ]+); do/g);
    expect(takenDown?.split(' ').sort()).toEqual(stacks.sort());
  });
});

/** Commands of the AWS command line that are not called like the action that they take. */
const otherwiseNamed: Record<string, string> = {
  'logs tail': 'logs:FilterLogEvents',
  'service-quotas request-service-quota-increase': 'servicequotas:RequestServiceQuotaIncrease',
  's3 cp': 's3:PutObject',
  's3 ls': 's3:ListBucket',
  's3 sync': 's3:GetObject',
  's3api get-object': 's3:GetObject',
  's3api list-object-versions': 's3:ListBucketVersions',
  's3api delete-object': 's3:DeleteObject',
  's3api copy-object': 's3:PutObject',
  'dynamodb wait': 'dynamodb:DescribeTable',
  'apigateway get-account': 'apigateway:GET',
  'apigateway update-account': 'apigateway:PATCH',
};

describe('a place that the runbook speaks of', () => {
  const anchor = (heading: string) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-');

  it('is a heading of its own, or one of the other documents', () => {
    const anchors = (document: string) => new Set(found(/^#+ (.+)$/gm, document).map(anchor));
    const here = anchors(runbook);
    expect(found(/\]\(#([^)]+)\)/g, runbook).filter((name) => !here.has(name))).toEqual([]);
    for (const [, file, name] of runbook.matchAll(/\]\(([a-z-]+\.md)(?:#([^)]+))?\)/g)) {
      expect(existsSync(join(root, 'docs', file!)), file).toBe(true);
      if (name) expect([...anchors(text('docs', file!))]).toContain(name);
    }
  });

  it('is a setting of config/prod.yaml, where it is one', () => {
    const settings = parse(text('config', 'prod.yaml'));
    const named = found(/`((?:concurrency|api|recompute|deadlines)\.[A-Za-z.]+)`/g, runbook);
    expect(named.length).toBeGreaterThan(5);
    for (const path of named)
      expect(
        path.split('.').reduce((part, key) => part?.[key], settings),
        path,
      ).toBeDefined();
  });
});
