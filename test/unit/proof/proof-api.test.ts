import { beforeAll, describe, expect, it } from 'vitest';
import { createHandler as createProofHandler } from '../../../lambdas/proof-api/handler.ts';
import { createHandler as createPublicHandler } from '../../../lambdas/public-api/handler.ts';
import { bodyOf, memoryLog, request } from '../api/request.ts';
import { tableOf } from '../api/world-table.ts';
import { releasedAndSigned } from './example.ts';

const log = memoryLog();
let proof: ReturnType<typeof createProofHandler>;
let read: ReturnType<typeof createPublicHandler>;

beforeAll(async () => {
  const { proofs } = await releasedAndSigned();
  proof = createProofHandler({ ports: proofs.ports(), log });
  read = createPublicHandler({ ...tableOf(proofs.world).ports, log });
});

describe('the keys of signatures', () => {
  it('are where libraries look for them, and where the API lists them', async () => {
    const [known, listed] = [
      await proof(request('/.well-known/jwks.json')),
      await proof(request('/v1/proof/keys')),
    ];
    expect(known).toEqual(listed);
    expect(known.headers).toMatchObject({
      'Content-Type': 'application/jwk-set+json',
      'Access-Control-Allow-Origin': '*',
    });
    expect(bodyOf(known).keys).toMatchObject([{ kty: 'EC', alg: 'ES256' }]);
  });
});

describe('an edition', () => {
  it.each([
    ['itself', '/v1/indices/network/editions/2022', (body: Linked) => body],
    ['in the list of editions', '/v1/indices/network/editions', (body: Linked) => body.editions![0]!],
    [
      'in the list of releases',
      '/v1/indices/network/editions/2022/releases',
      (body: Linked) => body.releases![0]!,
    ],
  ])('links to its proof: %s', async (_, address, find) => {
    const { links } = find(bodyOf(await read(request(address))));
    expect(links.proof).toBe('/v1/proof/network/2022/2');
    const manifest = await proof(request(links.proof));
    expect(Object.keys(bodyOf(manifest)).sort()).toEqual(['payload', 'protected', 'signature']);
  });
});

type Linked = { links: { proof: string }; editions?: Linked[]; releases?: Linked[] };
