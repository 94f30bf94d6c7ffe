import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { serviceAddress } from '../../../lambdas/public-api/service-address.ts';
import { dti2020 } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { memoryLog, request } from './request.ts';

const liars = {
  Host: 'evil.example',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'gopher',
  Forwarded: 'host=evil.example;proto=gopher',
  'X-Original-Host': 'evil.example',
};

/** What API Gateway says of a request; its domain name is the Host header that came with it. */
function asked(address: string) {
  const event = request(address, { headers: liars });
  const context = { apiId: 'a1b2c3', stage: 'live', domainName: 'evil.example', domainPrefix: 'evil' };
  return { ...event, requestContext: { ...event.requestContext, ...context } };
}

describe('the address of the service in what leaves it', () => {
  const table = new PublicTable();
  table.release(dti2020, 1);
  const formats = [
    '/v1/catalogue.jsonld',
    '/v1/indices/dti-province/releases.atom',
    '/v1/indices/dti-province/datapackage.json',
    '/v1/indices/dti-province/editions/2020/citation.bib',
    '/v1/indices/dti-province/editions/2020/citation.csl.json',
  ];

  it.each(formats)('is no header of a stranger: %s', async (address) => {
    for (const [configured, expected] of [
      ['https://rankings.example.vn', 'https://rankings.example.vn/v1/'],
      [undefined, 'https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com/live/v1/'],
    ] as const) {
      const handler = createHandler({
        ...table.ports,
        address: serviceAddress(configured, 'ap-southeast-1'),
        log: memoryLog(),
      });
      const { statusCode, body } = await handler(asked(address));
      expect(statusCode).toBe(200);
      expect(body).toContain(expected);
      expect(body).not.toContain('evil');
      // Nothing is left that a reader elsewhere could not follow.
      expect(body).not.toMatch(/["{(]\/v1\//);
    }
  });
});
