import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ParametersOf, Route } from '../../contracts/public-api.ts';
import { NotFound } from '../../use-cases/errors.ts';
import { MethodNotAllowed } from './errors.ts';
import { queryOf, readParameters } from './parameters.ts';

/** One function for each operation of the table: neither may have what the other lacks. */
export type Operations<Routes extends Record<string, Route>, Result> = {
  [Name in keyof Routes]: (
    parameters: ParametersOf<Routes[Name]>,
    event: APIGatewayProxyEvent,
  ) => Promise<Result>;
};

/**
 * Finds the operation of a request, checks its parameters and runs it. `HEAD` is taken as `GET`.
 *
 * @throws {NotFound} for a path that no route has; {MethodNotAllowed}; {InvalidInput} for a parameter.
 */
export function createRouter<Routes extends Record<string, Route>, Result>(
  routes: Routes,
  operations: Operations<Routes, Result>,
): (event: APIGatewayProxyEvent) => Promise<Result> {
  const table = Object.entries(routes).map(([name, route]) => ({
    ...route,
    pattern: patternOf(route.path),
    run: operations[name as keyof Routes] as (
      parameters: object,
      event: APIGatewayProxyEvent,
    ) => Promise<Result>,
  }));

  return async (event) => {
    const candidates = table.filter(({ pattern }) => pattern.test(event.path));
    if (candidates.length === 0)
      throw new NotFound(`There is nothing at ${event.path}. /v1/openapi.json describes what there is.`);
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const route = candidates.find((candidate) => candidate.method === method);
    if (!route) throw new MethodNotAllowed(candidates.map((candidate) => candidate.method));
    const inPath = route.pattern.exec(event.path)?.groups ?? {};
    return route.run(
      { ...readParameters(route.pathParameters, inPath), ...readParameters(route.query, queryOf(event)) },
      event,
    );
  };
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
