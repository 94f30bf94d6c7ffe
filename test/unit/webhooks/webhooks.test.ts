import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookType } from '../../../contracts/webhooks.ts';
import { deliverWebhook, retryDelay } from '../../../use-cases/deliver-webhook.ts';
import { Conflict, Forbidden, InvalidInput, NotFound, Upstream } from '../../../use-cases/errors.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  pingWebhook,
} from '../../../use-cases/manage-webhooks.ts';
import { type RoutedEvent, routeWebhooks } from '../../../use-cases/route-webhooks.ts';
import { World } from '../../fakes/in-memory.ts';
import { WebhookWorld } from '../../fakes/webhooks.ts';

const mic: Identity = { subject: 'lan', agency: 'mic', roles: ['reporter'] };
const vcci: Identity = { subject: 'minh', agency: 'vcci', roles: ['reporter'] };
const operator: Identity = { subject: 'an', agency: 'portal', roles: ['operator'] };
const platform: Identity = { subject: 'mirror', agency: 'data-platform', roles: [] };

let world: World;
let hooks: WebhookWorld;
const ports = (plainHttp = false) => ({ ...world.ports(), ...hooks, deliveries: hooks.queue, plainHttp });
const register = (identity: Identity, ...types: WebhookType[]) =>
  createWebhook(ports(), identity, { url: `https://${identity.agency}.example.org/hook`, types });

beforeEach(() => {
  world = new World();
  hooks = new WebhookWorld();
});

const envelope = {
  id: '01K0EVENT',
  schemaVersion: 1 as const,
  time: '2026-03-30T10:00:00.000Z',
  correlationId: '01K0FILE',
  causationId: '01K0FILE',
};
const edition = { index: 'dti-province', period: '2025' };
const decided = (agency: string): RoutedEvent => ({
  ...envelope,
  type: 'submission.decided',
  data: {
    submissionId: '01K0FILE',
    agency,
    status: 'accepted',
    edition,
    cohort: 'provinces',
    errors: 0,
    warnings: 0,
  },
});
const verified = (agency: string): RoutedEvent => ({
  ...envelope,
  type: 'observations.verified',
  data: { submissionId: '01K0FILE', agency, editions: [edition] },
});
const released: RoutedEvent = {
  ...envelope,
  type: 'release.published',
  data: { edition, run: 'r1', revision: 1 },
};
const withdrawn: RoutedEvent = {
  ...envelope,
  type: 'release.withdrawn',
  data: { edition, revision: 2 },
};
const noticeFor = (agency?: string): RoutedEvent => ({
  ...envelope,
  type: 'notice.due',
  data: { notice: 'window-closing', edition, ...(agency && { agency }) },
});

async function receivers(event: RoutedEvent): Promise<string[]> {
  hooks.deliveries = [];
  await routeWebhooks(ports(), event);
  return hooks.deliveries.map(({ webhook }) => webhook.agency);
}

describe('a webhook', () => {
  it('is registered by an agency, which alone sees it', async () => {
    const { webhook, secret } = await register(mic, 'notice.due', 'notice.due');
    expect(secret).toMatch(/^whsec_/);
    expect(webhook).toMatchObject({ agency: 'mic', types: ['notice.due'], createdBy: 'lan' });
    expect(JSON.stringify(webhook)).not.toContain(`"${secret}"`);
    expect(await listWebhooks(ports(), mic)).toEqual([webhook]);
    expect(await listWebhooks(ports(), vcci)).toEqual([]);
    await expect(deleteWebhook(ports(), vcci, webhook)).rejects.toThrow(NotFound);
    await expect(pingWebhook(ports(), vcci, webhook)).rejects.toThrow(NotFound);
    await deleteWebhook(ports(), mic, webhook);
    expect(await listWebhooks(ports(), mic)).toEqual([]);
  });

  it.each([
    'http://data.example.org/hook',
    'ftp://data.example.org/hook',
    'https://lan:secret@data.example.org/hook',
    'https://data.example.org/hook#part',
  ])('is not at %s', async (url) => {
    const attempt = createWebhook(ports(), mic, { url, types: ['notice.due'] });
    await expect(attempt).rejects.toThrow(InvalidInput);
  });

  it('may do without TLS on an emulator only', async () => {
    const request = { url: 'http://127.0.0.1:9/hook', types: ['notice.due' as const] };
    await expect(createWebhook(ports(true), mic, request)).resolves.toBeDefined();
  });

  it('of who has no role is told of what is public, and of nothing else', async () => {
    await expect(register(platform, 'release.published', 'release.withdrawn')).resolves.toBeDefined();
    await expect(register(platform, 'release.published', 'notice.due')).rejects.toThrow(Forbidden);
  });

  it('is the same one when its address is registered again, with the types of then', async () => {
    const { webhook: first } = await register(mic, 'notice.due');
    const { webhook: second } = await register(mic, 'release.published');
    expect(second.id).toBe(first.id);
    expect(await listWebhooks(ports(), mic)).toEqual([second]);
  });

  it('is one of ten at most', async () => {
    const at = (place: number) =>
      createWebhook(ports(), mic, { url: `https://mic.example.org/${place}`, types: ['notice.due'] });
    for (let place = 0; place < 10; place++) await at(place);
    await expect(at(10)).rejects.toThrow(Conflict);
    await expect(at(9)).resolves.toBeDefined();
    await expect(register(vcci, 'notice.due')).resolves.toBeDefined();
  });
});

describe('an event', () => {
  beforeEach(async () => {
    await register(mic, 'submission.decided', 'observations.verified', 'notice.due', 'release.published');
    await register(vcci, 'submission.decided', 'notice.due');
    await register(operator, 'notice.due');
    await register(platform, 'release.published', 'release.withdrawn');
  });

  it('of an agency goes to its own webhooks', async () => {
    expect(await receivers(decided('mic'))).toEqual(['mic']);
    expect(await receivers(decided('vecom'))).toEqual([]);
    expect(await receivers(verified('mic'))).toEqual(['mic']);
    expect(await receivers(verified('vcci'))).toEqual([]);
    expect(await receivers(noticeFor('vcci'))).toEqual(['vcci']);
  });

  it('for operators goes to theirs', async () => {
    expect(await receivers(noticeFor())).toEqual(['portal']);
  });

  it('that is public goes to all that are subscribed to it', async () => {
    expect(await receivers(released)).toEqual(['mic', 'data-platform']);
    expect(await receivers(withdrawn)).toEqual(['data-platform']);
  });

  it('of a test goes to the webhook that is tested, whatever it is subscribed to', async () => {
    const [webhook] = await listWebhooks(ports(), platform);
    const id = await pingWebhook(ports(), platform, webhook!);
    const [ping] = world.take('webhook.pinged');
    expect(await receivers(ping as RoutedEvent)).toEqual(['data-platform']);
    expect(hooks.deliveries[0]?.message).toMatchObject({ id, type: 'webhook.pinged' });
  });
});

describe('a delivery', () => {
  const delivery = async () => {
    await register(mic, 'submission.decided');
    await routeWebhooks(ports(), decided('mic'));
    return hooks.deliveries[0]!;
  };

  it('is signed so that the library of the standard accepts it, and nothing else', async () => {
    const { secret } = await createWebhook(ports(), mic, {
      url: 'https://mic.example.org/hook',
      types: ['submission.decided'],
    });
    await routeWebhooks(ports(), decided('mic'));
    const clock = { now: () => new Date() };
    expect(await deliverWebhook({ ...ports(), clock }, hooks.deliveries[0]!)).toBe('delivered');
    const [{ url, headers, body }] = hooks.posted as [(typeof hooks.posted)[0]];
    expect(url).toBe('https://mic.example.org/hook');
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      id: '01K0EVENT',
      type: 'submission.decided',
      timestamp: envelope.time,
      schemaVersion: 1,
      data: decided('mic').data,
    });
    const other = new Webhook(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
    expect(() => other.verify(body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'x' })).toThrow();
  });

  it.each([199, 301, 404, 500, 503])('that is answered %i failed', async (status) => {
    const waiting = await delivery();
    hooks.status = status;
    await expect(deliverWebhook(ports(), waiting)).rejects.toThrow(Upstream);
  });

  it('that finds nobody failed, and says why', async () => {
    const waiting = await delivery();
    const sender = { post: async () => Promise.reject(new Error('it is private IP address')) };
    await expect(deliverWebhook({ ...ports(), sender }, waiting)).rejects.toThrow(
      'https://mic.example.org/hook could not be reached: it is private IP address',
    );
  });

  it('has the same id at each try', async () => {
    const waiting = await delivery();
    hooks.status = 500;
    await expect(deliverWebhook(ports(), waiting)).rejects.toThrow();
    hooks.status = 200;
    await deliverWebhook(ports(), waiting);
    expect(hooks.posted.map(({ headers }) => headers['webhook-id'])).toEqual(['01K0EVENT', '01K0EVENT']);
  });

  it('for a webhook that was removed is dropped', async () => {
    const waiting = await delivery();
    await deleteWebhook(ports(), mic, waiting.webhook);
    expect(await deliverWebhook(ports(), waiting)).toBe('unknown-webhook');
    expect(hooks.posted).toEqual([]);
  });

  it('is tried again later and later, within what a queue can hide', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map(retryDelay);
    expect(delays).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
    expect(Math.max(...delays)).toBeLessThanOrEqual(12 * 3600);
  });
});
