import { beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseManifest } from '../../../contracts/proof-documents.ts';
import { attestRelease } from '../../../use-cases/attest-release.ts';
import { documentIn } from '../../../use-cases/signed-document.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { memorySigner, Proofs } from '../../fakes/proof.ts';
import { tableOf } from '../api/world-table.ts';
import { index, units } from '../use-cases/three-provinces.ts';
import { checksOf, e2021, e2022, faultsOf, releasedAndSigned, serviceOf } from './example.ts';

let proofs: Proofs;
let manifest: ReleaseManifest;
beforeAll(async () => {
  ({ proofs } = await releasedAndSigned());
  manifest = documentIn(proofs.manifests.get('network/2022/2')!);
});

describe('a release that nobody has touched', () => {
  it('is what was signed, file by file and page by page', async () => {
    const checks = await checksOf(serviceOf(proofs));
    expect(faultsOf(checks)).toEqual([]);
    const subjects = checks.map(({ subject }) => subject.replace(/[0-9a-f]{64}/, '…'));
    expect(subjects).toEqual([
      'keys',
      'manifest of release 2',
      'manifest of release 1',
      'link from release 2 to release 1',
      'definition …',
      'part … (all)',
      'run …',
      'previous-run …',
      'name of the run',
      'results',
      'run, computed again',
      'edition',
      ...['total', 'speed', 'reach'].map((node) => `ranking of all at ${node}`),
      ...['da-nang', 'hue', 'can-tho'].map((unit) => `profile of ${unit} in all`),
      'rank intervals of all',
    ]);
  });

  it('is checked by the keys that somebody kept, too', async () => {
    const service = serviceOf(proofs);
    const others = { keys: [await (await memorySigner()).key()] };
    const { verifyRelease } = await import('../../../use-cases/verify-release.ts');
    const checks = [];
    for await (const check of verifyRelease(service, { ...e2022, revision: 2, keys: others }))
      checks.push(check);
    expect(checks).toEqual([
      { subject: 'manifest of release 2', fault: 'it is signed with a key that is not known' },
    ]);
  });
});

it('a release that fills gaps from earlier editions names their files, and gives the same again', async () => {
  const pipeline = new Pipeline();
  const network = index('network', ['speed'], ['2021', '2022'], '[{ agency: telecoms }]').replace(
    'root:',
    'prepare: { impute: { method: latest } }\nroot:',
  );
  await pipeline.define({ 'units.yaml': units, 'network.yaml': network });
  const values = 'unit,speed\nĐà Nẵng,40\nHuế,30\nCần Thơ,20\n';
  await pipeline.submit(e2021, 'all', 'telecoms', values);
  await pipeline.submit(e2022, 'all', 'telecoms', values.replace('Huế,30', 'Huế,'));
  const looking = await Proofs.of(pipeline.world);
  const { revision } = pipeline.pointer(e2022)!;
  const signed = documentIn<ReleaseManifest>(await attestRelease(looking.ports(), e2022, revision));
  expect(signed.earlier).toMatchObject([{ period: '2021', parts: [expect.any(String)] }]);
  const checks = await checksOf(serviceOf(looking), { ...e2022, revision });
  expect(faultsOf(checks)).toEqual([]);
  expect(checks.filter(({ subject }) => subject.startsWith('part '))).toHaveLength(2);
});

/** Replaces one byte by its neighbour, at as many places as make a test of it. */
function* changesOf(content: Uint8Array): Generator<Uint8Array> {
  const step = Math.max(1, Math.floor(content.length / 40));
  for (let place = 0; place < content.length; place += step) {
    const changed = Uint8Array.from(content);
    changed[place]! ^= 1;
    yield changed;
  }
}

describe('one changed byte', () => {
  it.each([
    'definition',
    'part',
    'run',
    'previous-run',
  ] as const)('of a stored %s is found and named', async (kind) => {
    const { name } = manifest.files.find((each) => each.kind === kind)!;
    const original = proofs.fileOf({ kind, name })!;
    for (const changed of changesOf(original)) {
      proofs.changed.set(name, changed);
      const faults = faultsOf(await checksOf(serviceOf(proofs)));
      expect(faults).toMatchObject([
        { subject: expect.stringContaining(`${kind} ${name}`), fault: expect.stringMatching('changed') },
      ]);
    }
    proofs.changed.delete(name);
  });

  it.each([1, 2])('of the manifest of release %i is found and named', async (revision) => {
    const key = `network/2022/${revision}`;
    const original = proofs.manifests.get(key)!;
    for (const changed of changesOf(Buffer.from(original))) {
      proofs.manifests.set(key, Buffer.from(changed).toString('latin1'));
      const faults = faultsOf(await checksOf(serviceOf(proofs)));
      expect(faults).toMatchObject([{ subject: `manifest of release ${revision}` }]);
    }
    proofs.manifests.set(key, original);
  });

  it('of the last letter of a signature, where bits are spare, is found', async () => {
    const original = proofs.manifests.get('network/2022/2')!;
    const signed = JSON.parse(original);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = signed.signature.at(-1);
    const other = alphabet[alphabet.indexOf(last) ^ 1];
    proofs.manifests.set(
      'network/2022/2',
      original.replace(signed.signature, signed.signature.slice(0, -1) + other),
    );
    expect(faultsOf(await checksOf(serviceOf(proofs)))).toMatchObject([{ subject: 'manifest of release 2' }]);
    proofs.manifests.set('network/2022/2', original);
  });

  it.each([
    [
      'PAGE#all#total#00001',
      '"score":67.5',
      '"score":67.6',
      'ranking of all at total',
      'rows[0].score is 67.6, not 67.5',
    ],
    ['PAGE#all#reach#00001', '"rank":1', '"rank":2', 'ranking of all at reach', 'rows[0].rank is 2, not 1'],
    ['UNITS#all#00000', '"rank":2', '"rank":3', 'profile of hue in all', 'nodes[0].rank is 3, not 2'],
    ['META', '"units":3', '"units":4', 'edition', 'cohorts[0].nodes[0].statistics.units is 4, not 3'],
  ])('of what readers are shown (%s) is found and named', async (item, from, to, subject, fault) => {
    const table = tableOf(proofs.world);
    const service = serviceOf(proofs, table);
    expect(faultsOf(await checksOf(service))).toEqual([]);
    const key = `RUN#${manifest.run} ${item}`;
    const stored = table.items.get(key)!;
    const body = String(stored['body']);
    expect(body).toContain(from);
    table.put({ ...stored, body: body.replace(from, to) });
    expect(faultsOf(await checksOf(service))).toEqual([{ subject, fault: expect.stringContaining(fault) }]);
  });

  it('of the interval of a rank is found and named', async () => {
    const table = tableOf(proofs.world);
    const service = serviceOf(proofs, table);
    const stored = table.items.get(`RUN#${manifest.run} PAGE#all#total#00001`)!;
    const told = { 'da-nang': { low: 1, high: 3, group: 9 } };
    table.put({ ...stored, intervals: JSON.stringify(told) });
    expect(faultsOf(await checksOf(service))).toMatchObject([
      { subject: 'rank intervals of all', fault: expect.stringContaining('group is 9, not 1') },
    ]);
  });
});

describe('a forger', () => {
  it('who puts another rightly signed manifest in the place is found', async () => {
    const original = proofs.manifests.get('network/2022/2')!;
    proofs.manifests.set('network/2022/2', proofs.manifests.get('network/2021/1')!);
    const faults = faultsOf(await checksOf(serviceOf(proofs)));
    expect(faults).toEqual([
      { subject: 'manifest of release 2', fault: 'it is that of network/2021, release 1' },
    ]);
    proofs.manifests.set('network/2022/2', original);
  });

  it('who signs an earlier manifest anew breaks the link to it', async () => {
    const original = proofs.manifests.get('network/2022/1')!;
    const { default: canonicalize } = await import('canonicalize');
    const forged = { ...documentIn<ReleaseManifest>(original), publishedAt: '2020-01-01T00:00:00.000Z' };
    proofs.manifests.set('network/2022/1', canonicalize(await proofs.signer.sign(forged))!);
    const faults = faultsOf(await checksOf(serviceOf(proofs)));
    expect(faults).toMatchObject([{ subject: 'link from release 2 to release 1' }]);
    proofs.manifests.set('network/2022/1', original);
  });

  it('with a release of another engine is told which command to take', async () => {
    const { default: canonicalize } = await import('canonicalize');
    const original = proofs.manifests.get('network/2022/2')!;
    const other = { ...manifest, engine: '0.9.0' };
    proofs.manifests.set('network/2022/2', canonicalize(await proofs.signer.sign(other))!);
    const faults = faultsOf(await checksOf(serviceOf(proofs)));
    expect(faults).toMatchObject([{ subject: 'engine', fault: expect.stringContaining('0.9.0') }]);
    proofs.manifests.set('network/2022/2', original);
  });
});
