#!/usr/bin/env node
// The command is written in TypeScript, which Node runs as it is since 22.18. An older Node hands over to the
// one that the project installs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A reader such as `head` that has seen enough closes the pipe; that is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

if (process.features.typescript) {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2), process);
} else {
  process.exitCode = handOver();
}

function handOver() {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (!existsSync(node)) {
    console.error(
      `civindex needs Node 22.18 or later, or the project's own: run "npm ci" (this is ${process.version})`,
    );
    return 1;
  }
  const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (error) throw error;
  return status ?? 1;
}
