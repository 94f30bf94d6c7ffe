import { openSigned } from '../../../adapters/identity/open-signed.ts';
import { createHandler as createProofHandler } from '../../../lambdas/proof-api/handler.ts';
import { createHandler as createPublicHandler } from '../../../lambdas/public-api/handler.ts';
import { attestRelease } from '../../../use-cases/attest-release.ts';
import type { Check, VerifyPorts } from '../../../use-cases/verify-ports.ts';
import { verifyRelease } from '../../../use-cases/verify-release.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { Proofs } from '../../fakes/proof.ts';
import { memoryLog, request } from '../api/request.ts';
import { tableOf } from '../api/world-table.ts';
import { index, units } from '../use-cases/three-provinces.ts';

const definitions = `${units}---${index('network', ['speed', 'reach'], ['2021', '2022'], '[{ agency: telecoms }]')}`;

export const e2021 = { index: 'network', period: '2021' };
export const e2022 = { index: 'network', period: '2022' };

export const file = (daNang: number) => `unit,speed,reach\nĐà Nẵng,${daNang},90\nHuế,30,90\nCần Thơ,20,60\n`;

/** Two editions, the newer one released twice: compared with the older, and each release signed. */
export async function releasedAndSigned() {
  const pipeline = new Pipeline();
  await pipeline.define({ 'definitions.yaml': definitions });
  await pipeline.submit(e2021, 'all', 'telecoms', file(25));
  const { submission } = await pipeline.submit(e2022, 'all', 'telecoms', file(40));
  await pipeline.submit(e2022, 'all', 'telecoms', file(45));
  const proofs = await Proofs.of(pipeline.world);
  await attestRelease(proofs.ports(), e2021, 1);
  await attestRelease(proofs.ports(), e2022, 2);
  return { pipeline, proofs, submission };
}

/** The service in one process, as `civindex verify` meets it. */
export function serviceOf(proofs: Proofs, table = tableOf(proofs.world)): VerifyPorts {
  const log = memoryLog();
  const proof = createProofHandler({ ports: proofs.ports(), log });
  const read = createPublicHandler({ ...table.ports, log });
  return {
    open: openSigned,
    async get(address) {
      const handler = address.startsWith('/v1/proof') ? proof : read;
      const { statusCode, headers, body } = await handler(request(address));
      if (statusCode !== 302) return { status: statusCode, bytes: Uint8Array.from(Buffer.from(body)) };
      const [, kind, name] = new URL(String(headers!['Location'])).pathname.split('/');
      const stored = proofs.fileOf({ kind: kind as 'part', name: name! });
      return stored
        ? { status: 200, bytes: Uint8Array.from(stored) }
        : { status: 404, bytes: new Uint8Array() };
    },
  };
}

export async function checksOf(service: VerifyPorts, release = { ...e2022, revision: 2 }): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of verifyRelease(service, release)) checks.push(check);
  return checks;
}

export const faultsOf = (checks: Check[]): Check[] => checks.filter(({ fault }) => fault !== undefined);
