import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Log } from '../../../lambdas/shared/log.ts';

type Request = { method?: string; headers?: Record<string, string>; body?: unknown };

/** API Gateway's proxy event (payload 1.0), as far as the functions read it. */
export function request(address: string, { method = 'GET', headers = {}, body }: Request = {}) {
  const { pathname, searchParams } = new URL(address, 'https://civindex.test');
  const names = [...new Set(searchParams.keys())];
  return {
    httpMethod: method,
    path: pathname,
    headers,
    queryStringParameters: Object.fromEntries(searchParams),
    multiValueQueryStringParameters: Object.fromEntries(
      names.map((name) => [name, searchParams.getAll(name)]),
    ),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1' },
  } as unknown as APIGatewayProxyEvent;
}

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
export const bodyOf = (result: APIGatewayProxyResult): any => JSON.parse(result.body);

export type LogLine = { level: string; message: string; fields: Record<string, unknown> };

export function memoryLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: string) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, message, fields });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { ...log, with: () => memoryLog(), lines };
}
