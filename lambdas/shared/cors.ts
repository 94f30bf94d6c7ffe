import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from './parameters.ts';

/** Which pages of other origins may call an API from a browser, and how (Fetch standard, CORS protocol). */
export type Cors = {
  /** Origins such as `https://rankings.example.org`, or only `*` for every page. */
  origins: readonly string[];
  methods: readonly string[];
  /** Request headers beyond those that a form could send. */
  headers: readonly string[];
  /** Response headers that a page may read beside the usual ones. */
  exposed: readonly string[];
  /** How long a browser may keep the answer to a preflight, in seconds. */
  maxAge: number;
};

/** What every answer carries, so that the page that asked may read it: problems too. */
export function corsHeaders({ origins, exposed }: Cors, event: APIGatewayProxyEvent): Record<string, string> {
  const anyone = origins.includes('*');
  const origin = anyone ? '*' : headerOf(event, 'Origin');
  return {
    ...(!anyone && { Vary: 'Origin' }),
    ...(origin &&
      origins.includes(origin) && {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': exposed.join(', '),
      }),
  };
}

/** The answer to a browser that asks before it sends; of an origin that may not, it says nothing. */
export function preflight(cors: Cors, event: APIGatewayProxyEvent) {
  const allowed = 'Access-Control-Allow-Origin' in corsHeaders(cors, event);
  return {
    statusCode: 204,
    headers: allowed
      ? {
          'Access-Control-Allow-Methods': cors.methods.join(', '),
          'Access-Control-Allow-Headers': cors.headers.join(', '),
          'Access-Control-Max-Age': String(cors.maxAge),
        }
      : {},
    body: '',
  };
}
