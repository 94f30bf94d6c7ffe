import { readFile } from 'node:fs/promises';
import { readJson } from '../adapters/http/read-json.ts';
import { openSigned } from '../adapters/identity/open-signed.ts';
import { addressOf } from '../contracts/address.ts';
import { type KeySet, keySet } from '../contracts/proof-documents.ts';
import { publicRoutes } from '../contracts/public-api.ts';
import type { Responses } from '../contracts/public-responses.ts';
import type { ReleaseAddress } from '../use-cases/get-proof.ts';
import type { Got } from '../use-cases/verify-ports.ts';
import { verifyRelease } from '../use-cases/verify-release.ts';
import { Failure, unreadable } from './failure.ts';
import type { Streams } from './main.ts';

export type VerifyOptions = { keys?: string; quiet?: boolean };

/**
 * Input: the address of any page of an edition, such as a ranking that somebody cited.
 * Output: a line for each check.
 * Course: downloads what was signed, computes it again, and compares with what readers are shown.
 *
 * @throws {Failure} naming everything that differs
 */
export async function verify(url: string, { keys, quiet }: VerifyOptions, streams: Streams): Promise<void> {
  const { service, release } = await releaseAt(url);
  const trusted = keys === undefined ? undefined : await readKeys(keys);
  const ports = { get: (address: string) => get(`${service}${address}`), open: openSigned };
  const faults: string[] = [];
  let checks = 0;
  for await (const { subject, fault } of verifyRelease(ports, { ...release, keys: trusted })) {
    checks += 1;
    if (fault !== undefined) faults.push(`${subject}: ${fault}`);
    else if (!quiet) streams.stdout.write(`ok  ${subject}\n`);
  }
  const name = `${release.index}/${release.period}, release ${release.revision}`;
  if (faults.length > 0) throw new Failure([`${name} is not what was signed:`, ...faults]);
  streams.stdout.write(`${name}: ${checks} checks, all right\n`);
}

const pattern =
  /^(https?:\/\/.+?)\/v1\/(?:indices\/([^/?]+)\/editions\/([^/?]+)|proof\/([^/?]+)\/([^/?]+)\/(\d+))/;

/** Asks which release is current where the address names none. */
async function releaseAt(url: string): Promise<{ service: string; release: ReleaseAddress }> {
  const match = pattern.exec(url);
  if (!match)
    throw new Failure(
      ['give the address of an edition, such as https://…/v1/indices/dti-province/editions/2022'],
      2,
    );
  const [, service, index, period, provenIndex, provenPeriod, revision] = match;
  if (revision)
    return {
      service: service!,
      release: { index: provenIndex!, period: provenPeriod!, revision: +revision },
    };
  const { searchParams } = new URL(url);
  const question = {
    index: decodeURIComponent(index!),
    period: decodeURIComponent(period!),
    revision: searchParams.get('revision') ?? undefined,
    asOf: searchParams.get('asOf') ?? undefined,
  };
  const edition = await answered(
    readJson<Responses['getEdition']>(`${service}${addressOf(publicRoutes.getEdition, question)}`),
  );
  const { revision: found } = edition.release;
  return { service: service!, release: { index: question.index, period: edition.period, revision: found } };
}

async function get(url: string): Promise<Got> {
  const response = await answered(fetch(url, { signal: AbortSignal.timeout(60_000) }));
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function readKeys(path: string): Promise<KeySet> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(unreadable(path, error)));
  const parsed = keySet.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Failure([`${path}: is no JSON Web Key Set of keys on P-256`]);
  return parsed.data;
}

/** @throws {Failure} when the service refuses or cannot be reached */
async function answered<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    const { message, cause } = error as Error;
    throw new Failure([cause instanceof Error ? `${message}: ${cause.message}` : message]);
  }
}
