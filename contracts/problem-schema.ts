import { z } from 'zod';
import { type ProblemKind, problemKinds, problemType } from './problem.ts';

const kinds = Object.keys(problemKinds) as ProblemKind[];

export const problem = z
  .object({
    type: z.string().meta({ description: 'Tells problems apart.', examples: kinds.map(problemType) }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong with this request, and what to do.' }),
    parameter: z.string().optional().meta({ description: 'The parameter, header or field at fault.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'Values that would have done.' }),
    requestId: z.string().optional().meta({ description: 'To quote when reporting a fault.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457.' });
