import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ParametersOf, Route } from '../../contracts/route.ts';
import { NotFound } from '../../use-cases/errors.ts';
import { MethodNotAllowed } from './errors.ts';
import { parametersOf } from './parameters.ts';

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
    route,
    pattern: patternOf(route.path),
    run: operations[name as keyof Routes] as Run<object, Context, Result>,
  }));

  return async (event, context) => {
    const candidates = table.filter(({ pattern }) => pattern.test(event.path));
    if (candidates.length === 0)
      throw new NotFound(`There is nothing at ${event.path}. /v1/openapi.json describes what there is.`);
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const found = candidates.find(({ route }) => route.method === method);
    if (!found) throw new MethodNotAllowed(candidates.map(({ route }) => route.method));
    const inPath = found.pattern.exec(event.path)?.groups ?? {};
    return found.run(parametersOf(found.route, event, inPath), context);
  };
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
