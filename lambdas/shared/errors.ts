import { type Problem, type ProblemKind, problemKinds, problemType } from '../../contracts/problem.ts';
import {
  Conflict,
  Forbidden,
  InvalidInput,
  isExpected,
  NotFound,
  Unauthorised,
  Upstream,
  Withdrawn,
} from '../../use-cases/errors.ts';

/** The only error that HTTP adds to those of the use cases. */
export class MethodNotAllowed extends Error {
  readonly allow: string;

  constructor(methods: readonly string[]) {
    super('This address does not take that method.');
    this.name = 'MethodNotAllowed';
    this.allow = methods.map((method) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ');
  }
}

const kinds = [
  [InvalidInput, 'invalid-request'],
  [Unauthorised, 'unauthorised'],
  [Forbidden, 'forbidden'],
  [NotFound, 'not-found'],
  [MethodNotAllowed, 'method-not-allowed'],
  [Conflict, 'conflict'],
  [Withdrawn, 'withdrawn'],
  [Upstream, 'unavailable'],
] as const;

/** The one place that turns an error into what HTTP shows. What is unexpected is not shown, only logged. */
export function toProblem(error: unknown, requestId: string): Problem {
  const kind: ProblemKind = kinds.find(([type]) => error instanceof type)?.[1] ?? 'internal';
  const { status, title } = problemKinds[kind];
  return {
    type: problemType(kind),
    title,
    status,
    detail: detailOf(error),
    ...(isExpected(error) && error.help),
    requestId,
  };
}

/** Headers that a status asks for (RFC 9110: 401, 405, 503). */
export function problemHeaders(error: unknown): Record<string, string> {
  if (error instanceof MethodNotAllowed) return { Allow: error.allow };
  if (error instanceof Unauthorised) return { 'WWW-Authenticate': 'Bearer' };
  if (error instanceof Upstream) return { 'Retry-After': '5' };
  return {};
}

function detailOf(error: unknown): string {
  if (error instanceof MethodNotAllowed) return `${error.message} Use ${error.allow}.`;
  if (isExpected(error)) return error.message;
  return 'Something went wrong on our side. Try again; if it stays, report it with the requestId.';
}
