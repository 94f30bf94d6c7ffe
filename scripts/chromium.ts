import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const installLimit = 5 * 60_000;

const find = (): string | undefined => places.find((path) => existsSync(path));

/**
 * Where a Chromium is. Debian's is installed where there is none and the machine lets us.
 *
 * @returns `undefined` with the reason on the console
 */
export function findChromium(): string | undefined {
  const found = find();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.warn('Skipped: there is no Chromium here (apt install chromium)');
    return undefined;
  }
  try {
    const options = { stdio: 'inherit' as const, timeout: installLimit };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch (error) {
    console.warn(`Skipped: Chromium cannot be installed: ${(error as Error).message}`);
  }
  return find();
}
