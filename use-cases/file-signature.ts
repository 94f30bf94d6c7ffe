import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { SigningKey } from '../domain/methodology/signing-key.ts';
import { InvalidInput } from './errors.ts';

/** Detached signatures of files: a JWS in compact form without its payload (RFC 7515, appendix F; RFC 7797). */
export interface FileSignatures {
  /** Which key it names; `undefined` for a text that is no such signature by ES256 or RS256. */
  keyOf(signature: string): string | undefined;
  isRight(signature: string, content: Uint8Array, key: SigningKey): Promise<boolean>;
}

/** Of an agency, in the edition that it reports for. */
const keysOf = ({ reporters }: EditionDefinition, agency: string): SigningKey[] =>
  reporters.filter((reporter) => reporter.agency === agency).flatMap(({ keys }) => keys ?? []);

/** @throws {InvalidInput} for a signature that no key of the agency can have made: said before the file is sent. */
export function checkSignature(
  signatures: Pick<FileSignatures, 'keyOf'>,
  definition: EditionDefinition,
  agency: string,
  signature: string,
): void {
  const kid = signatures.keyOf(signature);
  const allowed = keysOf(definition, agency).map((key) => key.kid);
  if (kid === undefined)
    throw new InvalidInput('This is no detached JWS by ES256 or RS256 that names its key ("kid").', {
      parameter: 'signature',
    });
  if (allowed.includes(kid)) return;
  throw new InvalidInput(
    allowed.length > 0
      ? `${agency} has no key "${kid}" in this edition.`
      : `${agency} has no key in this edition: its operator registers the public key with the reporter.`,
    { parameter: 'signature', allowed },
  );
}

/** Whether the bytes are those that the agency signed. */
export async function isSigned(
  signatures: FileSignatures,
  definition: EditionDefinition,
  { agency, signature }: { agency: string; signature: string },
  content: Uint8Array,
): Promise<boolean> {
  const kid = signatures.keyOf(signature);
  const key = keysOf(definition, agency).find((each) => each.kid === kid);
  return key !== undefined && signatures.isRight(signature, content, key);
}
