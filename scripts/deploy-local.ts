import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  emulatorAccount,
  emulatorCredentials,
  emulatorEnvironment,
  emulatorRegion,
} from './emulator-environment.ts';
import { step } from './progress.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const logs = join(root, '.local', 'logs');
const bootstrapLimit = 120_000;
const deployLimit = 300_000;

/** Whose tokens the deployed desk accepts. */
export type TrustedIssuer = { issuer: string; audience: string; jwks: object };

export type Deployment = {
  endpoint: string;
  /** The API's root on the emulator, without a trailing slash: `${apiUrl}/v1/indices`. */
  apiUrl: string;
  /** Every stack's outputs by name. */
  outputs: Record<string, string>;
};

/**
 * Deploys the application's own templates, stage `local`, to an emulator on this machine.
 *
 * @throws {Error} when the endpoint is not on this machine, a stack fails or the time limit passes; the
 * message ends with the CDK's last lines.
 */
export async function deployLocal(
  endpoint: string,
  { identity }: { identity: TrustedIssuer },
): Promise<Deployment> {
  const environment = {
    ...emulatorEnvironment(endpoint),
    CIVINDEX_STAGE: 'local',
    CIVINDEX_TOKEN_ISSUER: identity.issuer,
    CIVINDEX_TOKEN_AUDIENCE: identity.audience,
    CIVINDEX_TOKEN_JWKS: JSON.stringify(identity.jwks),
  };
  await prepareAccount(endpoint, environment);
  const outputs = await step('Application deployed (cdk deploy)', () => deployApp(endpoint, environment));
  const all = Object.assign({}, ...Object.values(outputs)) as Record<string, string>;
  return { endpoint, apiUrl: apiUrlOnEmulator(endpoint, all['ApiUrl']), outputs: all };
}

/** Gives the emulator's account what the CDK deploys by, unless it has it. */
export async function prepareAccount(endpoint: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (await isBootstrapped(endpoint)) return;
  const account = `aws://${emulatorAccount}/${emulatorRegion}`;
  await step('Account prepared (cdk bootstrap)', () =>
    cdk(['bootstrap', account, '--app', ''], environment, bootstrapLimit),
  );
}

type StackOutputs = Record<string, Record<string, string>>;

/** @param app How the CDK application is started; the one in cdk.json where it is absent. */
export async function deployApp(
  endpoint: string,
  environment: NodeJS.ProcessEnv,
  app?: string,
): Promise<StackOutputs> {
  // A directory for each run: two may deploy at once, to an emulator each.
  const assembly = join(root, '.local', 'cdk', `${new URL(endpoint).port}-${process.pid}`);
  const outputsFile = join(assembly, 'outputs.json');
  mkdirSync(assembly, { recursive: true });
  const options = [
    '--all',
    '--require-approval',
    'never',
    '--outputs-file',
    outputsFile,
    '--output',
    assembly,
  ];
  try {
    await cdk(['deploy', ...options, ...(app ? ['--app', app] : [])], environment, deployLimit);
    return JSON.parse(readFileSync(outputsFile, 'utf8')) as StackOutputs;
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

async function isBootstrapped(endpoint: string): Promise<boolean> {
  const s3 = new S3Client({
    endpoint,
    region: emulatorRegion,
    credentials: emulatorCredentials,
    forcePathStyle: true,
  });
  const bucket = `cdk-hnb659fds-assets-${emulatorAccount}-${emulatorRegion}`;
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch {
    return false;
  } finally {
    s3.destroy();
  }
}

async function cdk(args: string[], environment: NodeJS.ProcessEnv, limit: number): Promise<void> {
  const program = join(root, 'node_modules', '.bin', 'cdk');
  const log = join(logs, `cdk-${args[0]}-${process.pid}.log`);
  mkdirSync(logs, { recursive: true });
  const PATH = `${join(root, 'node_modules', '.bin')}${delimiter}${environment['PATH']}`;
  const options = { cwd: root, env: { ...environment, PATH }, timeout: limit, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout, stderr } = await run(program, [...args, '--no-notices', '--ci'], options);
    writeFileSync(log, stdout + stderr);
  } catch (error) {
    const { stdout = '', stderr = '', killed, message } = error as FailedRun;
    const output = `${stdout}${stderr}` || message;
    writeFileSync(log, output);
    const reason = killed ? `was stopped after ${limit / 1000} s` : 'failed';
    const tail = output.trimEnd().split('\n').slice(-30).join('\n');
    throw new Error(`cdk ${args[0]} ${reason}; all of it is in ${log}\n${tail}`);
  }
}

type FailedRun = Error & { stdout?: string; stderr?: string; killed?: boolean };

/** An emulator serves `https://{id}.execute-api.{region}.amazonaws.com/{stage}/` under a path of its own. */
export function apiUrlOnEmulator(endpoint: string, output: string | undefined): string {
  const match = /^https?:\/\/([a-z0-9]+)\.execute-api\.[^/]+\/([^/]+)/.exec(output ?? '');
  if (!match) throw new Error(`The deployment gave no usable ApiUrl, but "${output}"`);
  return `${endpoint}/restapis/${match[1]}/${match[2]}/_user_request_`;
}
