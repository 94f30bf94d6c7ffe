import { z } from 'zod';
import { text } from '../domain/methodology/terms.ts';
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
    nearest: z
      .array(z.object({ id: z.string(), name: z.object(text.shape) }))
      .optional()
      .meta({ description: 'Units with a name like the one asked for.' }),
    link: z
      .string()
      .optional()
      .meta({ description: 'Where to read more, relative to the address of the service.' }),
    requestId: z.string().optional().meta({ description: 'To quote when reporting a fault.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457.' });
