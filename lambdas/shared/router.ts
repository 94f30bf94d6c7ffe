import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ParametersOf, Route } from '../../contracts/route.ts';
import { isExpected, NotFound } from '../../use-cases/errors.ts';
import { MethodNotAllowed } from './errors.ts';
import { parametersOf } from './parameters.ts';

/** Where each operation is described under its name. */
const documentation = '/v1/docs';

type Run<Parameters, Context, Result> = (parameters: Parameters, context: Context) => Promise<Result>;

/** One function for each operation of the table: neither may have what the other lacks. */
export type Operations<Routes extends Record<string, Route>, Context, Result> = {
  [Name in keyof Routes]: Run<ParametersOf<Routes[Name]>, Context, Result>;
};

/**
 * Finds the operation of a request, checks its parameters and runs it. `HEAD` is taken as `GET`.
 *
 * @throws {NotFound} for a path that no route has; {MethodNotAllowed}; {InvalidInput} for a parameter.
 */
export function createRouter<Routes extends Record<string, Route>, Context, Result>(
  routes: Routes,
  operations: Operations<Routes, Context, Result>,
): (event: APIGatewayProxyEvent, context: Context) => Promise<Result> {
  const table = Object.entries<Route>(routes).map(([name, route]) => ({
    name,
    route,
    pattern: patternOf(route.path),
    run: operations[name as keyof Routes] as Run<object, Context, Result>,
  }));

  return async (event, context) => {
    const candidates = table.filter(({ pattern }) => pattern.test(event.path));
    if (candidates.length === 0)
      throw new NotFound(`There is nothing at ${event.path}. ${documentation} says what there is.`, {
        link: documentation,
      });
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const found = candidates.find(({ route }) => route.method === method);
    if (!found) throw new MethodNotAllowed(candidates.map(({ route }) => route.method));
    const inPath = decoded(found.pattern.exec(event.path)?.groups ?? {});
    try {
      return await found.run(parametersOf(found.route, event, inPath), context);
    } catch (error) {
      throw isExpected(error) ? error.readableAt(`${documentation}#${found.name}`) : error;
    }
  };
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);

/** What is no escape stays as it is; the parameters' own checks refuse the "%". */
const decoded = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decode(value)]));

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
