/**
 * Problem details (RFC 9457): every error of the API is one of these, as `application/problem+json`.
 * The type is a name, not an address; clients tell problems apart by it.
 */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  unauthorised: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Not possible in the present state' },
  withdrawn: { status: 410, title: 'Withdrawn' },
  internal: { status: 500, title: 'A fault of ours' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
} as const;

export type ProblemKind = keyof typeof problemKinds;

export type Problem = {
  /** `urn:civindex:problem:{kind}` */
  type: string;
  title: string;
  status: number;
  /** What is wrong with this request, and what to do. */
  detail: string;
  /** The parameter, header or body field at fault. */
  parameter?: string;
  /** Values that would have done. */
  allowed?: readonly string[];
  /** Units with a name like the one asked for. */
  nearest?: readonly { id: string; name: { vi: string; en: string } }[];
  /** Where to read more, relative to the address of the service. */
  link?: string;
  /** To quote when reporting a fault. */
  requestId?: string;
};

export const problemType = (kind: ProblemKind): string => `urn:civindex:problem:${kind}`;

export const problemMediaType = 'application/problem+json';
