// Runs a script of this project on the Node that its functions run on, whatever Node starts it (≥ 20):
//   node scripts/with-node-24.mjs scripts/demo.ts [arguments]
// Installs the dependencies first where they are missing or differ from the lockfile. Built-in modules only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const binaries = join(root, 'node_modules', '.bin');
const node = join(binaries, 'node');
const lock = join(root, '.local', 'install.lock');
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** Compares contents, not times: a checkout makes every file as new as the other. */
function isInstalled() {
  if (!existsSync(node)) return false;
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(
      readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'),
    ).packages;
    return Object.entries(wanted).every(
      ([path, entry]) =>
        path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** @returns whether this process holds the lock now; a lock whose holder has died is removed. */
function takeLock() {
  mkdirSync(join(root, '.local'), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function npmInstall() {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const child = spawn(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`npm ci ended with ${code}`))));
  });
}

async function install() {
  const started = Date.now();
  console.log('  Installing dependencies (npm ci); once per lockfile, about a minute …');
  const heartbeat = setInterval(() => console.log(`    … ${seconds(started)}`), 15_000);
  try {
    await npmInstall();
  } finally {
    clearInterval(heartbeat);
  }
  if (!isInstalled()) throw new Error('npm ci succeeded, yet node_modules does not match package-lock.json');
  console.log(`✓ Dependencies installed (${seconds(started)})`);
}

async function ensureInstalled() {
  const started = Date.now();
  let told = false;
  while (!isInstalled()) {
    if (takeLock()) {
      try {
        if (!isInstalled()) await install();
      } finally {
        rmSync(lock, { force: true });
      }
      return;
    }
    if (!told) console.log('  Another process is installing the dependencies; waiting for it …');
    told = true;
    if (Date.now() - started > 600_000) throw new Error(`waited ten minutes for ${lock}`);
    await sleep(1_000);
  }
}

const [script, ...scriptArguments] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/with-node-24.mjs <script> [arguments]');
  process.exit(2);
}
try {
  await ensureInstalled();
} catch (error) {
  console.error(`✗ ${error.message}`);
  process.exit(1);
}

const child = spawn(node, [script, ...scriptArguments], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`✗ ${error.message}`);
  process.exit(1);
});
child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
