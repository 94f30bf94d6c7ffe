import type * as z from 'zod/mini';

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

type Output<Part> = Part extends Fields ? z.output<Part> : unknown;

/** Everything that a request gives an operation, checked and converted. */
export type ParametersOf<R extends Route> = Output<R['pathParameters']> &
  Output<R['query']> &
  Output<R['headers']> &
  Output<R['body']>;
