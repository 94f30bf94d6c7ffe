import type * as z from 'zod/mini';

/** The fields of a method in a framework file: `method`, its name, and its parameters. */
export type MethodParameters = z.ZodMiniObject<{ method: z.ZodMiniLiteral<string> }>;

type Method = { parameters: MethodParameters };

/** As a framework file names it. */
export const methodName = ({ parameters }: Method): string => parameters.shape.method._zod.def.values[0]!;

/**
 * Methods by name.
 *
 * @throws {RangeError} where two have one name: a programming error
 */
export function methodTable<M extends Method>(methods: readonly M[]): ReadonlyMap<string, M> {
  const table = new Map(methods.map((method) => [methodName(method), method]));
  if (table.size !== methods.length) throw new RangeError('two methods have one name');
  return table;
}
