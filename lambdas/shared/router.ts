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
    segments: route.path.split('/').map(segmentOf),
    run: operations[name as keyof Routes] as Run<object, Context, Result>,
  }));

  return async (event, context) => {
    const written = event.path.replace(/\/$/, '').split('/');
    const candidates = table.filter(({ segments }) => matches(segments, written));
    if (candidates.length === 0)
      throw new NotFound(`There is nothing at ${event.path}. ${documentation} says what there is.`, {
        link: documentation,
      });
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const found = candidates.find(({ route }) => route.method === method);
    if (!found) throw new MethodNotAllowed(candidates.map(({ route }) => route.method));
    try {
      return await found.run(parametersOf(found.route, event, valuesIn(found.segments, written)), context);
    } catch (error) {
      throw isExpected(error) ? error.readableAt(`${documentation}#${found.name}`) : error;
    }
  };
}

/** Between two slashes: text, and after it the place of a parameter or nothing. */
type Segment = { text: string; parameter: string | undefined };

function segmentOf(segment: string): Segment {
  const [text = '', parameter] = segment.split(/[{}]/);
  return { text, parameter };
}

const matches = (segments: Segment[], written: string[]): boolean =>
  segments.length === written.length &&
  segments.every(({ text, parameter }, place) =>
    parameter === undefined
      ? written[place] === text
      : written[place]!.length > text.length && written[place]!.startsWith(text),
  );

function valuesIn(segments: Segment[], written: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [place, { text, parameter }] of segments.entries())
    if (parameter !== undefined) values[parameter] = decode(written[place]!.slice(text.length));
  return values;
}

/** What is no escape stays as it is; the parameters' own checks refuse the "%". */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
