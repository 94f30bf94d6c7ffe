import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');
const kid = z.string().min(1).max(200);

/** The public part of a key that an agency signs files with, as JSON Web Key (RFC 7517); a private one is refused. */
export const signingKey = z.discriminatedUnion('kty', [
  z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    kid,
    x: base64url,
    y: base64url,
    alg: z.literal('ES256').exactOptional(),
    use: z.literal('sig').exactOptional(),
  }),
  z.strictObject({
    kty: z.literal('RSA'),
    kid,
    /** 2048 bits or more. */
    n: base64url.min(342),
    e: base64url,
    alg: z.literal('RS256').exactOptional(),
    use: z.literal('sig').exactOptional(),
  }),
]);

export type SigningKey = z.infer<typeof signingKey>;
