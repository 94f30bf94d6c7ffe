import type * as z from 'zod/mini';
import { once } from './once.ts';

type Fields = z.ZodMiniObject;

/** One operation of an HTTP API: what the router matches and the OpenAPI document says. */
export type Route = {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  summary: string;
  pathParameters: Fields;
  query: Fields;
  /** Named as they are written in documents; they are found in any case. */
  headers?: Fields;
  body?: Fields;
  /** A POST that makes nothing of its own at an address of its own answers 200, not 201. */
  makesNothing?: true;
  /** Of a good answer; JSON unless said. */
  mediaType?: string | readonly string[];
  /** A good answer is the address of the file that was asked for. */
  redirects?: true;
};

type Schemas = Pick<Route, 'pathParameters' | 'query'> & { body?: Fields };

/** A route whose schemas are made when a request first needs them: to make those of all takes longer than a read. */
export function route<const Head extends Omit<Route, keyof Schemas>, Made extends Schemas>(
  head: Head,
  make: () => Made,
): Head & Made {
  const schemas = once(make);
  return {
    ...head,
    get pathParameters() {
      return schemas().pathParameters;
    },
    get query() {
      return schemas().query;
    },
    get body() {
      return schemas().body;
    },
  } as Head & Made;
}

type Output<Part> = Part extends Fields ? z.output<Part> : unknown;

/** Everything that a request gives an operation, checked and converted. */
export type ParametersOf<R extends Route> = Output<R['pathParameters']> &
  Output<R['query']> &
  Output<R['headers']> &
  Output<R['body']>;
