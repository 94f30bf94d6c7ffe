import { beforeEach, describe, expect, it } from 'vitest';
import { webhookResponses } from '../../../contracts/desk-webhook-responses.ts';
import { webhookRoutes } from '../../../contracts/desk-webhooks.ts';
import { webhookOperations } from '../../../lambdas/desk-api/webhook-operations.ts';
import { createRouter } from '../../../lambdas/shared/router.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import { World } from '../../fakes/in-memory.ts';
import { WebhookWorld } from '../../fakes/webhooks.ts';
import { request } from './request.ts';

const people: Record<string, Identity> = {
  mic: { subject: 'lan', agency: 'mic', roles: ['reporter'] },
  vcci: { subject: 'minh', agency: 'vcci', roles: ['reporter'] },
  operator: { subject: 'an', agency: 'portal', roles: ['operator'] },
  platform: { subject: 'mirror', agency: 'data-platform', roles: [] },
};
const webhooks = '/v1/desk/webhooks';
const hook = { url: 'https://data.example.org/hook', types: ['notice.due'] };

let ask: (who: string, method: string, address: string, body?: unknown) => Promise<[number, unknown]>;
beforeEach(() => {
  const ports = { ...new World().ports(), ...new WebhookWorld(), plainHttp: false };
  const route = createRouter(webhookRoutes, webhookOperations(ports));
  ask = async (who, method, address, body) => {
    const answer = await route(request(address, { method, body }), people[who]!);
    return [answer.statusCode, JSON.parse(answer.body)];
  };
});

describe('webhooks over HTTP', () => {
  it('are registered, listed, tested and removed, each answer as documented', async () => {
    const [status, created] = await ask('mic', 'POST', webhooks, hook);
    expect(status).toBe(201);
    const { secret, ...shown } = webhookResponses.createWebhook.parse(created);
    expect(secret).toMatch(/^whsec_/);
    const [, list] = await ask('mic', 'GET', webhooks);
    expect(webhookResponses.listWebhooks.parse(list)).toEqual({ webhooks: [shown] });
    expect(JSON.stringify(list)).not.toContain('sealed');
    const [pinged, ping] = await ask('mic', 'POST', shown.links.pings);
    expect([pinged, webhookResponses.pingWebhook.parse(ping)]).toEqual([201, ping]);
    expect(await ask('mic', 'DELETE', shown.links.self)).toEqual([200, shown]);
    expect(await ask('mic', 'GET', webhooks)).toEqual([200, { webhooks: [] }]);
  });

  it.each(['vcci', 'operator', 'platform'])('of another agency are not there for %s', async (who) => {
    const [, created] = await ask('mic', 'POST', webhooks, hook);
    const { links } = webhookResponses.createWebhook.parse(created);
    await expect(ask(who, 'DELETE', links.self)).rejects.toThrow('has no webhook');
    await expect(ask(who, 'POST', links.pings)).rejects.toThrow('has no webhook');
    expect(await ask(who, 'GET', webhooks)).toEqual([200, { webhooks: [] }]);
    expect((await ask('mic', 'GET', webhooks))[1]).toMatchObject({ webhooks: [{ links }] });
  });

  it.each([
    [{ ...hook, url: 'data.example.org' }, 'url'],
    [{ ...hook, url: 'http://data.example.org/' }, 'https'],
    [{ ...hook, types: [] }, 'at least one'],
    [{ ...hook, types: ['ranking.computed'] }, 'types'],
    [{ ...hook, agency: 'vcci' }, 'agency'],
  ])('are refused with what is wrong (%j)', async (body, word) => {
    await expect(ask('mic', 'POST', webhooks, body)).rejects.toThrow(word);
  });

  it('need a role for what is not public', async () => {
    await expect(ask('platform', 'POST', webhooks, hook)).rejects.toThrow('takes the role');
    const open = { ...hook, types: ['release.published'] };
    expect((await ask('platform', 'POST', webhooks, open))[0]).toBe(201);
  });
});
