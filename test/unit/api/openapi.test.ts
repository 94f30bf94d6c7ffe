import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskRoutes } from '../../../contracts/desk-api.ts';
import { describeApi } from '../../../contracts/openapi.ts';
import { proofRoutes } from '../../../contracts/proof-api.ts';
import { publicRoutes } from '../../../contracts/public-api.ts';
import { webhookTypes } from '../../../contracts/webhooks.ts';

const published = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

describe('docs/openapi.json', () => {
  it('is what the contracts say; `node scripts/generate-openapi.ts` writes it anew', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(describeApi())));
  });

  it('has every operation that the functions route, and no other', () => {
    const routed = Object.values({ ...publicRoutes, ...proofRoutes, ...deskRoutes }).map(
      ({ method, path }) => `${method} ${path}`,
    );
    const described = Object.entries<object>(published.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routed.sort());
  });

  it('lets answers grow: no schema of an answer forbids further fields', () => {
    expect(JSON.stringify(published.components.schemas)).not.toContain('"additionalProperties":false');
  });

  it('asks a token for the desk and none for the public', () => {
    expect(published.paths['/v1/desk/submissions'].post.security).toEqual([{ token: [] }]);
    expect(published.paths['/v1/indices'].get.security).toBeUndefined();
  });

  it('has the message of every event that a webhook is told', () => {
    expect(Object.keys(published.webhooks)).toEqual([...webhookTypes, 'webhook.pinged']);
    const { requestBody, parameters } = published.webhooks['release.published'].post;
    const { properties, required } = requestBody.content['application/json'].schema;
    expect(required).toEqual(['id', 'type', 'timestamp', 'schemaVersion', 'data']);
    expect(properties.type.const).toBe('release.published');
    expect(properties.data.required).toEqual(['edition', 'run', 'revision']);
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
  });
});
