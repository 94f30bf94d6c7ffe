import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSigned } from '../../adapters/identity/open-signed.ts';
import { main } from '../../cli/main.ts';
import type { KeySet, ReleaseManifest } from '../../contracts/proof-documents.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { documentIn } from '../../use-cases/signed-document.ts';
import { apiUrl, deployment, edition, eventually, outputs, s3, send, untilQuiet } from './stack.ts';

beforeAll(untilQuiet);

async function verify(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const exitCode = await main(['verify', ...args], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

/** The signed manifest of an edition's current release. */
async function manifestOf(id: string): Promise<ReleaseManifest> {
  const { release } = await edition(id);
  const signed = await (await fetch(`${apiUrl}/v1/proof/${id}/${release.revision}`)).text();
  return documentIn(signed);
}

const root = join(import.meta.dirname, '..', '..');
const seed = join(root, 'seeds', 'submissions', 'dti-province', '2020', 'provinces-63.csv');

const address = (id: string) => `${apiUrl}/v1/indices/${id.replace('/', '/editions/')}/ranking`;

describe('a release on the deployed service', () => {
  it.each([
    'dti-province/2022',
    'dti-province/2024',
    'pci-province/2016',
  ])('%s is verified from outside: signatures, files, a run computed again, every page', async (id) => {
    const { exitCode, stdout, stderr } = await verify(address(id));
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/: \d+ checks, all right\n$/);
  });

  it('is found out when a byte of a stored file is changed, and by name', async () => {
    const id = 'dti-province/2021';
    const { files } = await manifestOf(id);
    for (const [kind, folder] of [
      ['definition', 'definitions'],
      ['part', 'parts'],
      ['run', 'runs'],
    ] as const) {
      const { name } = files.find((file) => file.kind === kind)!;
      const object = { Bucket: outputs['RecordsBucketName'], Key: `${folder}/${name}.json` };
      const { Body } = await s3.send(new GetObjectCommand(object));
      const bytes = await Body!.transformToByteArray();
      const changed = Uint8Array.from(bytes);
      changed[Math.floor(bytes.length / 2)]! ^= 1;
      await s3.send(new PutObjectCommand({ ...object, Body: changed }));
      const { exitCode, stderr } = await verify(address(id), '--quiet');
      await s3.send(new PutObjectCommand({ ...object, Body: bytes }));
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`${kind} ${name}`);
      expect(stderr).toContain('it was changed');
    }
    expect(await verify(address(id), '--quiet')).toMatchObject({ exitCode: 0 });
  });
});

describe('a receipt', () => {
  it.each([
    ['accepted', readFileSync(seed)],
    ['rejected', Buffer.from('unit,dti.digital-government\nAtlantis,0.5\n')],
  ])('is signed for a file that is %s, and only its agency gets it', async (status, content) => {
    const submission = await send('mic', { edition: 'dti-province/2020', content });
    expect(submission.status).toBe(status);
    const receiptAt = async (token: string) =>
      fetch(`${apiUrl}${submission.links.self}/receipt`, { headers: { Authorization: `Bearer ${token}` } });
    const token = await signToken(deployment, 'mic', 'reporter');
    const answer = await eventually(
      async () => {
        const response = await receiptAt(token);
        return { status: response.status, text: await response.text() };
      },
      ({ status }) => status === 200,
    );
    const keys = (await (await fetch(`${apiUrl}/v1/proof/keys`)).json()) as KeySet;
    expect(await openSigned(answer.text, keys)).toMatchObject({
      document: { submission: submission.id, status, file: { bytes: content.length } },
    });
    expect((await receiptAt(await signToken(deployment, 'vcci', 'reporter'))).status).toBe(404);
  });
});
