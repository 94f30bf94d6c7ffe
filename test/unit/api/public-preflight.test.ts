import { expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { PublicTable } from './public-table.ts';
import { memoryLog, request } from './request.ts';

it('lets a page of any origin ask with the validator that it has, and reads nothing for that', async () => {
  const table = new PublicTable();
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  const headers = { origin: 'https://anyone.example', 'access-control-request-method': 'GET' };
  const result = await handler(request('/v1/indices', { method: 'OPTIONS', headers }));
  expect(result).toMatchObject({ statusCode: 204, body: '' });
  expect(result.headers).toMatchObject({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, POST',
    'Access-Control-Allow-Headers': 'Content-Type, If-None-Match',
    'Access-Control-Max-Age': '86400',
  });
  expect(result.headers?.['Vary']).toBe('Accept');
  expect(table.reads()).toEqual([]);
});
