import type { KeySet } from '../contracts/proof-documents.ts';
import type { ReleaseAddress } from './get-proof.ts';

export type Got = { status: number; bytes: Uint8Array<ArrayBuffer> };

export type VerifyPorts = {
  /** What a service gives at an address relative to it; redirects are followed. */
  get(address: string): Promise<Got>;
  /** The signed document, or what is wrong with the text, its signature or its key. */
  open(signed: string, keys: KeySet): Promise<{ document: unknown } | { fault: string }>;
};

/** One thing that was checked; without a fault it is as it should be. */
export type Check = { subject: string; fault?: string };

export type Verification = ReleaseAddress & {
  /** Whose signatures count: those the service publishes, unless the asker kept a copy. */
  keys?: KeySet | undefined;
};

export const text = ({ bytes }: Got): string => new TextDecoder().decode(bytes);

/** SHA-256, hexadecimal. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
