import type { ManifestFile, PublicKey, SignedDocument } from '../contracts/proof-documents.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { ReleaseRecord } from './ports.ts';

/** Signs a JSON document in canonical form; twice the same document gives two signatures. */
export interface Signer {
  key(): Promise<PublicKey>;
  sign(document: object): Promise<SignedDocument>;
}

/** Every key that ever signed. */
export interface KeyStore {
  keep(key: PublicKey): Promise<void>;
  list(): Promise<PublicKey[]>;
}

/** Signed documents, kept for ever: the text of a flattened JWS in canonical form, byte for byte as it was kept. */
export interface ProofStore {
  manifest(edition: EditionRef, revision: number): Promise<string | undefined>;
  /** @returns the one that is kept: the first to be written. */
  keepManifest(edition: EditionRef, revision: number, signed: SignedDocument): Promise<string>;
  receipt(submission: string): Promise<string | undefined>;
  keepReceipt(submission: string, signed: SignedDocument): Promise<string>;
}

/** Lets nobody delete a file that arrived, for as long as the stage says. */
export interface FileRetention {
  /** @param from when the time begins: the same however often it is asked, since it may never become shorter */
  keep(key: string, version: string, from: string): Promise<void>;
}

export type RecordFile = Pick<ManifestFile, 'kind' | 'name'>;
export type Digest = Pick<ManifestFile, 'sha256' | 'bytes'>;

/** The stored files that a release was made from, and its run. */
export interface RecordFiles {
  /** Of the bytes as they are stored; `undefined` when there is no such file. */
  digest(file: RecordFile): Promise<Digest | undefined>;
  /** An address that gives the file to whoever has it, for a short time. */
  link(file: RecordFile): Promise<string>;
}

/** Releases as they were recorded; strongly consistent. */
export interface ReleaseRecords {
  get(edition: EditionRef, revision: number): Promise<ReleaseRecord | undefined>;
  /** Newest first. */
  list(edition: EditionRef): Promise<ReleaseRecord[]>;
}
