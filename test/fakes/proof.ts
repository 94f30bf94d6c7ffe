import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { calculateJwkThumbprint } from 'jose';
import { digestOf } from '../../adapters/s3/record-files.ts';
import type { PublicKey } from '../../contracts/proof-documents.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { ProofStore, RecordFile, RecordFiles, Signer } from '../../use-cases/proof-ports.ts';
import { releaseRecords, type World } from './in-memory.ts';

/** Signs as KMS does: each time differently. */
export async function memorySigner(): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as Pick<PublicKey, 'kty' | 'crv' | 'x' | 'y'>;
  const kid = await calculateJwkThumbprint(jwk);
  return {
    key: async () => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }),
    sign: async (document) => signWith(privateKey, kid, document),
  };
}

function signWith(key: KeyObject, kid: string, document: object) {
  const header = base64url(canonicalize({ alg: 'ES256', kid })!);
  const payload = base64url(canonicalize(document)!);
  const signature = sign('sha256', Buffer.from(`${header}.${payload}`), { key, dsaEncoding: 'ieee-p1363' });
  return { payload, protected: header, signature: signature.toString('base64url') };
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** Proofs of what happened in a world, and its stored files, which a test may change. */
export class Proofs {
  readonly manifests = new Map<string, string>();
  readonly receipts = new Map<string, string>();
  readonly published: PublicKey[] = [];
  readonly changed = new Map<string, Uint8Array>();
  readonly world: World;
  signer: Signer;

  private constructor(world: World, signer: Signer) {
    this.world = world;
    this.signer = signer;
  }

  static async of(world: World): Promise<Proofs> {
    return new Proofs(world, await memorySigner());
  }

  /** A stored file, byte for byte. */
  fileOf({ kind, name }: RecordFile): Uint8Array | undefined {
    const { definitions, parts, runs } = this.world;
    const content = { definition: definitions, part: parts, run: runs, 'previous-run': runs }[kind].get(name);
    return this.changed.get(name) ?? (content && Buffer.from(canonicalize(content)!));
  }

  ports() {
    const { world } = this;
    const files: RecordFiles = {
      digest: async (file) => {
        const bytes = this.fileOf(file);
        return bytes && digestOf(one(bytes));
      },
      link: async ({ kind, name }) => `https://files.test/${kind}/${name}`,
    };
    return {
      ...world.ports(),
      releases: releaseRecords(world),
      runs: {
        summary: async (run: string) => world.runs.get(run),
      },
      files,
      digestOf,
      proofs: this.store(),
      keys: {
        keep: async (key: PublicKey) => {
          if (!this.published.some(({ kid }) => kid === key.kid)) this.published.push(key);
        },
        list: async () => this.published,
      },
      signer: this.signer,
    };
  }

  private store(): ProofStore {
    const first = (kept: Map<string, string>, key: string, signed: object) => {
      if (!kept.has(key)) kept.set(key, canonicalize(signed)!);
      return kept.get(key)!;
    };
    return {
      manifest: async (edition, revision) => this.manifests.get(`${editionId(edition)}/${revision}`),
      keepManifest: async (edition, revision, signed) =>
        first(this.manifests, `${editionId(edition)}/${revision}`, signed),
      receipt: async (submission) => this.receipts.get(submission),
      keepReceipt: async (submission, signed) => first(this.receipts, submission, signed),
    };
  }
}

async function* one(bytes: Uint8Array) {
  yield bytes;
}
