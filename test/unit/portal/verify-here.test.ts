import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../../use-cases/verify-ports.ts';
import { checksOf, e2022, releasedAndSigned, serviceOf } from '../proof/example.ts';

type Fetch = (address: string) => Promise<{ status: number; arrayBuffer(): Promise<ArrayBuffer> }>;
type Bundle = {
  verifyHere(release: { index: string; period: string; revision: number }): AsyncIterable<Check>;
};

const release = { ...e2022, revision: 2 };

/** The script as browsers get it, with nothing of Node within its reach. */
async function bundleWith(fetch: Fetch): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '..', '..', '..', 'web', 'browser', 'verify-here.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'portal',
    platform: 'browser',
    target: 'es2023',
  });
  const run = new Function(
    'fetch',
    'Buffer',
    'process',
    'require',
    `${outputFiles[0]!.text}\nreturn portal;`,
  );
  return run(fetch) as Bundle;
}

async function checked(fetch: Fetch): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of (await bundleWith(fetch)).verifyHere(release)) checks.push(check);
  return checks;
}

describe('the check in the browser', () => {
  let service: ReturnType<typeof serviceOf>;
  beforeAll(async () => {
    service = serviceOf((await releasedAndSigned()).proofs);
  });

  const answered: Fetch = async (address) => {
    const { status, bytes } = await service.get(address);
    return { status, arrayBuffer: async () => bytes.buffer };
  };

  it('makes the checks of the command, and finds all right', async () => {
    const checks = await checked(answered);
    expect(checks).toEqual(await checksOf(service));
    expect(checks.filter(({ fault }) => fault)).toEqual([]);
  });

  it('finds a figure that readers are shown and that was not signed for', async () => {
    const forged: Fetch = async (address) => {
      const answer = await answered(address);
      if (!address.includes('/ranking')) return answer;
      const text = new TextDecoder()
        .decode(await answer.arrayBuffer())
        .replace('"score":67.5', '"score":97.5');
      return { ...answer, arrayBuffer: async () => Uint8Array.from(Buffer.from(text)).buffer };
    };
    const faults = (await checked(forged)).filter(({ fault }) => fault);
    expect(faults.map(({ subject }) => subject)).toContain('ranking of all at total');
  });
});
