import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Component, licenceFaults } from './licences.ts';

/**
 * `npm run audit:licences`: writes the bill of materials (CycloneDX) of the lock file to .local/sbom.cdx.json, and
 * ends with 1 where a licence in it is not allowed.
 */
const root = join(import.meta.dirname, '..');
const command = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const bill = execFileSync('npm', command, {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  timeout: 120_000,
  stdio: ['ignore', 'pipe', 'ignore'],
});
mkdirSync(join(root, '.local'), { recursive: true });
writeFileSync(join(root, '.local', 'sbom.cdx.json'), bill);

const { components } = JSON.parse(bill) as { components: Component[] };
const faults = licenceFaults(components);
for (const fault of faults) console.error(fault);
console.log(`${components.length} packages, ${faults.length} with a licence that is not allowed`);
process.exit(faults.length > 0 ? 1 : 0);
