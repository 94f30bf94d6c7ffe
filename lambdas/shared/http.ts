import { hash } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { securityHeaders } from '../../contracts/answer-headers.ts';
import { problemMediaType } from '../../contracts/problem.ts';
import { type Cors, corsHeaders, preflight } from './cors.ts';
import { problemHeaders, toProblem } from './errors.ts';
import type { Log } from './log.ts';
import { headerOf } from './parameters.ts';

export type Answer = {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  /** The body stands for bytes, which API Gateway makes of it. */
  isBase64Encoded?: boolean;
};

export const json = (statusCode: number, value: unknown, headers?: Record<string, string>): Answer =>
  jsonText(statusCode, JSON.stringify(value), headers);

export const jsonText = (statusCode: number, body: string, headers?: Record<string, string>): Answer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

/** A file to save; its name is ASCII. */
export const file = (content: Uint8Array, mediaType: string, name: string): Answer => ({
  statusCode: 200,
  headers: { 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${name}"` },
  body: Buffer.from(content).toString('base64'),
  isBase64Encoded: true,
});

export type Api = {
  /** What it returns is waited for: a function that has answered may be put to sleep. */
  log: { error(...written: Parameters<Log['error']>): void | Promise<void> };
  cors: Cors;
  /** On every answer. */
  headers: Record<string, string>;
};

/**
 * A handler for API Gateway's proxy event: whatever happens becomes an answer, an error always a problem
 * document that nobody caches. A browser's preflight, which carries no token, never reaches `answer`.
 */
export function serve(
  { log, cors, headers }: Api,
  answer: (event: APIGatewayProxyEvent) => Promise<Answer>,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  return async (event) => {
    const result =
      event.httpMethod === 'OPTIONS'
        ? preflight(cors, event)
        : await answer(event).catch((error: unknown) => problemAnswer(log, event, error));
    return {
      ...result,
      headers: { ...securityHeaders, ...headers, ...corsHeaders(cors, event), ...result.headers },
      body: event.httpMethod === 'HEAD' ? '' : result.body,
    };
  };
}

async function problemAnswer(log: Api['log'], event: APIGatewayProxyEvent, error: unknown): Promise<Answer> {
  const { requestId } = event.requestContext;
  const problem = toProblem(error, requestId);
  if (problem.status >= 500)
    await log.error('request failed', { requestId, method: event.httpMethod, path: event.path, error });
  return json(problem.status, problem, {
    ...problemHeaders(error),
    'Content-Type': problemMediaType,
    'Cache-Control': 'no-store',
  });
}

/**
 * Adds the strong validator of the content itself, and answers 304 to who has it already (RFC 9110, 13.1.2:
 * compared weakly, since a proxy that compresses marks the tag as weak). What answers a POST is kept by nobody.
 */
export function conditional(event: APIGatewayProxyEvent, answer: Answer): Answer {
  const etag = `"${hash('sha256', answer.body, 'base64url')}"`;
  const known = event.httpMethod === 'POST' ? [] : (headerOf(event, 'if-none-match')?.split(',') ?? []);
  const matches = known.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const headers = { ...answer.headers, ETag: etag };
  return matches ? { statusCode: 304, headers, body: '' } : { ...answer, headers };
}
