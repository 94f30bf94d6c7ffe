import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../contracts/proof-documents.ts';
import { createSubmission } from '../../../use-cases/create-submission.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import { signReceipt } from '../../../use-cases/sign-receipt.ts';
import { documentIn } from '../../../use-cases/signed-document.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { Proofs } from '../../fakes/proof.ts';
import { index, units } from './three-provinces.ts';

const edition = { index: 'network', period: '2022' };
const reporter: Identity = { subject: 'an', agency: 'telecoms', roles: ['reporter'] };
const content = 'unit,speed,reach\nĐà Nẵng,40,90\nHuế,30,90\nCần Thơ,20,60\n';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
type Key = { kid: string; alg: 'ES256' | 'RS256'; privateKey: PrivateKey; jwk: object };

async function makeKey(kid: string, alg: Key['alg']): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

/** As an agency would with any JOSE library: the payload is the file, and is left out. */
async function sign({ kid, alg, privateKey }: Key, text: string, b64 = false): Promise<string> {
  const header = { alg, kid, ...(!b64 && { b64, crit: ['b64'] }) };
  const signed = await new FlattenedSign(new TextEncoder().encode(text))
    .setProtectedHeader(header)
    .sign(privateKey);
  return `${signed.protected}..${signed.signature}`;
}

let elliptic: Key;
let rsa: Key;
let pipeline: Pipeline;

beforeAll(async () => {
  [elliptic, rsa] = await Promise.all([makeKey('telecoms-1', 'ES256'), makeKey('telecoms-2', 'RS256')]);
});

beforeEach(async () => {
  pipeline = new Pipeline();
  const reporters = JSON.stringify([
    { agency: 'telecoms', indicators: ['speed', 'reach'], keys: [elliptic.jwk, rsa.jwk] },
  ]);
  await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], reporters),
  });
});

async function announce(signature: string | undefined) {
  const { world } = pipeline;
  const ports = {
    ...world.ports(),
    requests: { first: async (_: string, submission: never) => submission },
    uploads: {
      grant: async () => ({ url: 'https://store.test', fields: {}, expiresAt: '2026-01-01T00:00:00Z' }),
    },
  };
  const { submission } = await createSubmission(ports, reporter, { edition, fileName: 'a.csv', signature });
  return submission;
}

async function send(signature: string | undefined, sent = content) {
  const submission = await announce(signature);
  const outcome = await pipeline.judge(submission, sent);
  const proofs = await Proofs.of(pipeline.world);
  const decided = { submissionId: submission.id, status: outcome as 'accepted' };
  const receipt: Receipt = documentIn(await signReceipt(proofs.ports(), decided));
  return { outcome, receipt, report: pipeline.world.submissions.get(submission.id)!.report! };
}

describe('a file that its agency has signed', () => {
  it.each([
    ['by ES256, the bytes as they are', () => sign(elliptic, content)],
    ['by ES256, their base64url', () => sign(elliptic, content, true)],
    ['by RS256, the bytes as they are', () => sign(rsa, content)],
    ['by RS256, their base64url', () => sign(rsa, content, true)],
  ])('is taken, and its receipt holds the signature: %s', async (_, signing) => {
    const jws = await signing();
    const { outcome, receipt } = await send(jws);
    expect([outcome, receipt.signature]).toEqual(['accepted', { jws, verified: true }]);
  });

  it('is rejected when a byte of it is another one, and nothing of it counts', async () => {
    const jws = await sign(elliptic, content);
    const { outcome, report, receipt } = await send(jws, content.replace('40', '41'));
    expect(outcome).toBe('rejected');
    expect(report.findings).toMatchObject([{ code: 'signature-wrong', severity: 'error' }]);
    expect(receipt).toMatchObject({ status: 'rejected', signature: { jws, verified: false } });
  });

  it('is rejected when another key signed in the name of this one', async () => {
    const other = await makeKey('telecoms-1', 'ES256');
    expect((await send(await sign(other, content))).outcome).toBe('rejected');
  });

  it('is not announced with a key that the agency does not have: the answer names those it has', async () => {
    const unknown = sign({ ...elliptic, kid: 'telecoms-9' }, content);
    await expect(announce(await unknown)).rejects.toMatchObject({
      help: { parameter: 'signature', allowed: ['telecoms-1', 'telecoms-2'] },
    });
    await expect(announce('e30..AA')).rejects.toMatchObject({ help: { parameter: 'signature' } });
  });

  it('may as well come unsigned, and its receipt says nothing of a signature', async () => {
    const { outcome, receipt } = await send(undefined);
    expect([outcome, receipt.signature]).toEqual(['accepted', undefined]);
  });
});
