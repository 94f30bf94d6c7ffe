import { type Problem, type ProblemKind, problemKinds, problemType } from '../../contracts/problem.ts';

/** What became of a request: a problem document of the desk, or what else stood in the way. */
export class Refused extends Error {
  readonly kind: ProblemKind | 'unreachable';
  readonly problem: Partial<Problem>;

  constructor(kind: ProblemKind | 'unreachable', problem: Partial<Problem> = {}) {
    super(problem.detail ?? kind);
    this.kind = kind;
    this.problem = problem;
  }
}

const kinds = Object.keys(problemKinds) as ProblemKind[];

/** @param body as it came: a problem document (RFC 9457), or what something on the way has answered */
export function refusalOf(status: number, body: string): Refused {
  const problem = problemIn(body);
  const kind =
    kinds.find((each) => problemType(each) === problem.type) ??
    kinds.find((each) => problemKinds[each].status === status) ??
    (status >= 500 ? 'unavailable' : 'invalid-request');
  return new Refused(kind, problem);
}

function problemIn(body: string): Partial<Problem> {
  try {
    const problem: unknown = JSON.parse(body);
    return typeof problem === 'object' && problem !== null ? problem : {};
  } catch {
    return {};
  }
}
