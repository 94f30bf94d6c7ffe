/**
 * The key under which API Gateway counts the desk's requests of a client: a program of an agency by its agency, all
 * others together. It is no secret and opens nothing: the authoriser gives it for a token that it has verified, and
 * what a sender writes into `x-api-key` is not read. Letters and digits only, at least twenty, as API Gateway wants.
 */
export const usageKey = (stage: string, agency?: string): string =>
  `civindex${stage}client${agency === undefined ? 'x' : Buffer.from(agency).toString('hex')}`.padEnd(20, 'x');
