import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emulatorEnvironment, loopbackEndpoint } from './emulator-environment.ts';
import { endGroup, tieToThisProcess } from './process-group.ts';
import { step } from './progress.ts';
import { pythonWith } from './python-environment.ts';

const root = join(import.meta.dirname, '..');
const local = join(root, '.local');
const requirements = join(import.meta.dirname, 'emulator-requirements.txt');
const startDeadline = 60_000;

export type EmulatorKind = 'ministack' | 'localstack';

export type Emulator = {
  kind: EmulatorKind;
  endpoint: string;
  /** What it printed; absent where somebody else started it. */
  logPath?: string;
  /** Ends the emulator and its functions. Leaves one that somebody else started alone. */
  stop(): Promise<void>;
};

/**
 * An AWS emulator on this machine: the one that `AWS_ENDPOINT_URL` names, or else a fresh one that checks
 * every call against IAM.
 *
 * @throws {Error} when the endpoint is not a loopback address, nothing answers there, or it cannot start.
 */
export async function startEmulator(): Promise<Emulator> {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given) {
    const endpoint = loopbackEndpoint(given);
    const kind = await probe(endpoint);
    if (!kind) throw new Error(`No emulator answers at AWS_ENDPOINT_URL=${endpoint}`);
    console.log(`✓ Using the emulator at ${endpoint} (${kind})`);
    return { kind, endpoint, stop: async () => {} };
  }
  return startFreshEmulator();
}

/** What a server over TLS needs: paths of a certificate for 127.0.0.1 that this process trusts, and of its key. */
export type TlsFiles = { certificate: string; key: string };

/** @param tls makes it answer over TLS, and its functions ask it so */
export async function startFreshEmulator(tls?: TlsFiles): Promise<Emulator> {
  const python = await pythonWith('ministack', requirements);
  return step(
    'Emulator started',
    () => launch(python, tls),
    ({ endpoint }) => endpoint,
  );
}

/** Which emulator answers at the endpoint, if any. */
export async function probe(endpoint: string): Promise<EmulatorKind | undefined> {
  const answers = async (path: string) => {
    try {
      const response = await fetch(`${endpoint}${path}`, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  };
  // ministack answers LocalStack's path too, so its own goes first.
  if (await answers('/_ministack/health')) return 'ministack';
  if (await answers('/_localstack/health')) return 'localstack';
  return undefined;
}

async function launch(python: string, tls?: TlsFiles): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  mkdirSync(join(local, 'logs'), { recursive: true });
  const logPath = join(local, 'logs', `emulator-${port}.log`);
  const log = openSync(logPath, 'w');
  const child = spawn(python, ['-m', 'ministack'], {
    cwd: local,
    stdio: ['ignore', log, log],
    // A process group of its own: Ctrl-C reaches this script first, which stops emulator and functions.
    detached: true,
    env: {
      ...emulatorEnvironment(endpoint),
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: '127.0.0.1',
      AUTH: 'true',
      LAMBDA_EXECUTOR: 'local',
      // Servers on fixed ports that nobody here talks to; two emulators may run at once.
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      PYTHONUNBUFFERED: '1',
      ...(tls && {
        USE_SSL: '1',
        MINISTACK_SSL_CERT: tls.certificate,
        MINISTACK_SSL_KEY: tls.key,
        NODE_EXTRA_CA_CERTS: tls.certificate,
      }),
    },
  });
  closeSync(log);
  const letGo = tieToThisProcess(child);
  const stop = async () => {
    await endGroup(child);
    letGo();
  };
  try {
    await waitUntilReady(child, endpoint, logPath);
  } catch (error) {
    await stop();
    throw error;
  }
  return { kind: 'ministack', endpoint, logPath, stop };
}

async function waitUntilReady(child: ChildProcess, endpoint: string, logPath: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + startDeadline;
  while (Date.now() < deadline) {
    if (failure || child.exitCode !== null) break;
    if ((await probe(endpoint)) === 'ministack') return;
    await sleep(100);
  }
  const tail = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  throw new Error(`The emulator did not start: ${failure?.message ?? 'its last lines follow'}\n${tail}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
