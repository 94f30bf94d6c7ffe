import { z } from 'zod';
import { text } from '../domain/methodology/definitions.ts';

/**
 * What is signed. A document is signed in canonical form (RFC 8785) as a flattened JWS (RFC 7515, 7.2.2), with
 * ECDSA on P-256 (`ES256`); `kid` is the thumbprint of the key (RFC 7638). Functions import the types of this
 * file and nothing else of it.
 */
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256, hexadecimal.' });
const edition = z.object({ index: z.string(), period: z.string() });
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

export const signedDocument = z
  .strictObject({ payload: base64url, protected: base64url, signature: base64url })
  .meta({ id: 'SignedDocument', description: 'A flattened JWS; the payload is JSON in canonical form.' });

const file = z.object({
  kind: z.enum(['definition', 'part', 'run', 'previous-run']),
  name: z.string().meta({ description: 'A definition or part: its hash. A run: the hash of its inputs.' }),
  sha256: hash,
  bytes: z.int(),
});

/** Later versions may say more: what they say is part of what is signed, and is kept. */
export const releaseManifest = z
  .looseObject({
    schema: z.literal(1),
    kind: z.literal('release'),
    edition,
    revision: z.int().min(1),
    publishedAt: z.iso.datetime(),
    run: hash,
    results: hash.meta({ description: 'Of all scores and ranks.' }),
    engine: z.string(),
    definition: hash,
    parts: z
      .array(z.object({ cohort: z.string(), hash }))
      .meta({ description: 'Oldest first: a later one wins where two give the same cell.' }),
    earlier: z
      .array(z.object({ period: z.string(), parts: z.array(hash) }))
      .exactOptional()
      .meta({ description: 'Parts of earlier editions that missing values were imputed from.' }),
    previous: z
      .object({ period: z.string(), results: hash, run: hash })
      .nullable()
      .meta({ description: 'The run that changes are measured against.' }),
    note: z.object(text.shape).optional(),
    rolledBackTo: z.int().optional(),
    sample: z.literal(true).optional(),
    files: z.array(file),
    previousManifest: hash
      .nullable()
      .meta({ description: 'Of the signed payload of the release before, `null` for the first.' }),
  })
  .meta({ id: 'ReleaseManifest' });

export const receipt = z
  .object({
    schema: z.literal(1),
    kind: z.literal('receipt'),
    submission: z.string(),
    agency: z.string(),
    edition: edition.optional(),
    cohort: z.string().optional(),
    fileName: z.string(),
    file: z.object({ sha256: hash, bytes: z.int(), version: z.string() }),
    signature: z
      .object({ jws: z.string(), verified: z.boolean() })
      .optional()
      .meta({ description: "The agency's own detached JWS of the file, and whether it is right." }),
    announcedAt: z.iso.datetime(),
    decidedAt: z.iso.datetime(),
    status: z.enum(['accepted', 'rejected', 'superseded']),
    rows: z.int(),
    errors: z.int(),
    warnings: z.int(),
    part: hash.optional().meta({ description: 'The canonical form in which an accepted file counts.' }),
  })
  .meta({ id: 'Receipt' });

const publicKey = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url,
  y: base64url,
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

export const keySet = z
  .object({ keys: z.array(publicKey) })
  .meta({ id: 'KeySet', description: 'JSON Web Key Set (RFC 7517): keys of the past stay in it.' });

export type SignedDocument = z.infer<typeof signedDocument>;
export type ReleaseManifest = z.infer<typeof releaseManifest>;
export type ManifestFile = ReleaseManifest['files'][number];
export type Receipt = z.infer<typeof receipt>;
export type PublicKey = z.infer<typeof publicKey>;
export type KeySet = z.infer<typeof keySet>;
