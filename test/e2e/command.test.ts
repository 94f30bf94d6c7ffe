import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { apiUrl, deployment } from './stack.ts';

const seeds = join(import.meta.dirname, '..', '..', 'seeds');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civindex-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function civindex(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const exitCode = await main(args, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

describe('the command at the desk', () => {
  it('sends a data file and says that it is accepted', async () => {
    const token = await signToken(deployment, 'mic', 'reporter');
    const file = join(seeds, 'submissions', 'e-government-province', '2017', 'provinces-63.csv');
    const edition = 'e-government-province/2017';
    const { exitCode, stdout } = await civindex(
      ...['submit', file, '--edition', edition, '--api', apiUrl, '--token', token],
    );
    expect(stdout).toMatch(/: accepted \([0-9A-Z]{26}\)\n$/);
    expect(exitCode).toBe(0);
  });

  it('says row, column and remedy of a file that is rejected', async () => {
    const token = await signToken(deployment, 'mic', 'reporter');
    const file = join(folder, 'wrong.csv');
    writeFileSync(file, 'unit,dti.digital-government\nĐà Nẵn,0.5\n');
    const { exitCode, stderr } = await civindex(
      ...['submit', file, '--edition', 'dti-province/2020', '--api', apiUrl],
      ...['--token', token, '--language', 'en'],
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/error \[2, unit\].*“Da Nang”/);
  });

  it('puts definitions into force, with an operator’s token only', async () => {
    const definitions = join(seeds, 'definitions');
    const operator = await signToken(deployment, 'civindex', 'operator');
    const done = await civindex('define', definitions, '--api', apiUrl, '--token', operator);
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+ editions are in force/) });
    const reporter = await signToken(deployment, 'mic', 'reporter');
    const refused = await civindex('define', definitions, '--api', apiUrl, '--token', reporter);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('403') });
  });
});
