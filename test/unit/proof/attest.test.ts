import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSigned } from '../../../adapters/identity/open-signed.ts';
import { type ReleaseManifest, receipt, releaseManifest } from '../../../contracts/proof-documents.ts';
import { attestRelease, payloadHash } from '../../../use-cases/attest-release.ts';
import { getManifest, linkReleaseFile } from '../../../use-cases/get-proof.ts';
import { signReceipt } from '../../../use-cases/sign-receipt.ts';
import { documentIn } from '../../../use-cases/signed-document.ts';
import { memorySigner, Proofs } from '../../fakes/proof.ts';
import { e2021, e2022, file, releasedAndSigned } from './example.ts';

describe('the manifest of a release', () => {
  it('names everything that the release was made from, and the manifest before', async () => {
    const { pipeline, proofs } = await releasedAndSigned();
    const signed = proofs.manifests.get('network/2022/2')!;
    const manifest = releaseManifest.parse(documentIn(signed));
    const pointer = pipeline.pointer(e2022)!;
    const { inputs } = pipeline.world.runs.get(pointer.run)!;
    expect(manifest).toMatchObject({
      edition: e2022,
      revision: 2,
      run: pointer.run,
      results: pointer.results,
      definition: inputs.definition,
      parts: inputs.parts,
      previous: { period: '2021', run: pipeline.pointer(e2021)!.run },
      previousManifest: await payloadHash(proofs.manifests.get('network/2022/1')!),
    });
    expect(manifest.files.map(({ kind }) => kind)).toEqual(['definition', 'part', 'run', 'previous-run']);
    for (const each of manifest.files) {
      const bytes = proofs.fileOf(each)!;
      expect(each).toMatchObject({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      });
    }
  });

  it('is signed once, however often and in whatever order releases are announced', async () => {
    const { pipeline } = await releasedAndSigned();
    const proofs = await Proofs.of(pipeline.world);
    const revisions = [2, 1, 2, 1];
    const signed = await Promise.all(revisions.map((each) => attestRelease(proofs.ports(), e2022, each)));
    expect(signed[0]).toBe(signed[2]);
    expect(signed[1]).toBe(signed[3]);
    expect(documentIn<ReleaseManifest>(signed[0]!).previousManifest).toBe(await payloadHash(signed[1]!));
  });

  it('stays checkable after a new key signs: the old one stays published', async () => {
    const { pipeline, proofs } = await releasedAndSigned();
    proofs.signer = await memorySigner();
    await pipeline.submit(e2022, 'all', 'telecoms', file(50));
    await attestRelease(proofs.ports(), e2022, 3);
    expect(proofs.published).toHaveLength(2);
    for (const signed of proofs.manifests.values())
      expect(await openSigned(signed, { keys: proofs.published })).toHaveProperty('document');
  });

  it('is refused for a part whose bytes are not those of its name', async () => {
    const { pipeline } = await releasedAndSigned();
    const proofs = await Proofs.of(pipeline.world);
    const [part] = pipeline.world.parts.keys();
    proofs.changed.set(part!, Buffer.from('{}'));
    await expect(attestRelease(proofs.ports(), e2021, 1)).rejects.toThrow(/has the hash/);
    expect(proofs.manifests.size).toBe(0);
  });
});

describe('what the public may have', () => {
  it('is each file that the manifest names, and none of a run that is not released', async () => {
    const { pipeline, proofs } = await releasedAndSigned();
    const release = { ...e2022, revision: 2 };
    const { files } = documentIn<ReleaseManifest>(await getManifest(proofs.ports(), release));
    for (const { kind, name, sha256 } of files)
      expect(await linkReleaseFile(proofs.ports(), { ...release, sha256 })).toContain(`${kind}/${name}`);

    for (const definition of pipeline.world.definitions.values()) definition.release = 'manual';
    await pipeline.submit(e2022, 'all', 'telecoms', file(99));
    const embargoed = [...pipeline.world.runs.keys()].find((run) => !files.some(({ name }) => name === run))!;
    const digest = await proofs.ports().files.digest({ kind: 'run', name: embargoed });
    await expect(linkReleaseFile(proofs.ports(), { ...release, sha256: digest!.sha256 })).rejects.toThrow(
      /names no such file/,
    );
    await expect(getManifest(proofs.ports(), { ...e2022, revision: 3 })).rejects.toThrow(/no signed release/);
  });
});

describe('the receipt of a file', () => {
  it('holds the hash of the bytes that arrived and the outcome', async () => {
    const { pipeline, proofs, submission } = await releasedAndSigned();
    const decided = { submissionId: submission.id, status: 'accepted' as const };
    const signed = await signReceipt(proofs.ports(), decided);
    expect(receipt.parse(documentIn(signed))).toMatchObject({
      submission: submission.id,
      agency: 'telecoms',
      edition: e2022,
      cohort: 'all',
      file: {
        sha256: createHash('sha256').update(file(40)).digest('hex'),
        bytes: Buffer.byteLength(file(40)),
      },
      status: 'accepted',
      errors: 0,
      part: pipeline.world.submissions.get(submission.id)!.part,
    });
    expect(await openSigned(signed, { keys: proofs.published })).toHaveProperty('document');
    expect(await signReceipt(proofs.ports(), decided)).toBe(signed);
  });

  it('is given once the file is locked, by the version and from the time of its judgement', async () => {
    const { proofs, submission } = await releasedAndSigned();
    const locked: unknown[] = [];
    const retention = {
      keep: async (...lock: unknown[]) => {
        expect(proofs.receipts.has(submission.id)).toBe(false);
        locked.push(lock);
      },
    };
    proofs.receipts.delete(submission.id);
    const decided = { submissionId: submission.id, status: 'accepted' as const };
    await signReceipt({ ...proofs.ports(), retention }, decided);
    const { key, objectVersion, decidedAt } = (await proofs.ports().submissions.get(submission.id))!;
    expect(locked).toEqual([[key, objectVersion, decidedAt]]);
  });

  it('is given for a rejected file too', async () => {
    const { pipeline, proofs } = await releasedAndSigned();
    const { outcome, submission } = await pipeline.submit(
      e2022,
      'all',
      'telecoms',
      'unit,speed\nAtlantis,1\n',
    );
    expect(outcome).toBe('rejected');
    const signed = await signReceipt(proofs.ports(), { submissionId: submission.id, status: 'rejected' });
    expect(documentIn(signed)).toMatchObject({ status: 'rejected', errors: expect.any(Number) });
  });
});
