import { publicWebhookTypes, type WebhookType } from '../contracts/webhooks.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import { Conflict, InvalidInput, NotFound } from './errors.ts';
import { envelope } from './event-envelope.ts';
import { hasRole, type Identity, requireRole } from './identity.ts';
import type { Clock, EventPublisher, Identifiers } from './ports.ts';
import type { Webhook, WebhookSecrets, WebhookStore } from './webhook-ports.ts';

export type ManageWebhooksPorts = {
  webhooks: Pick<WebhookStore, 'create' | 'get' | 'ofAgency' | 'remove'>;
  secrets: Pick<WebhookSecrets, 'issue'>;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
  /** Whether addresses without TLS will do, as on an emulator. */
  plainHttp: boolean;
};

const mostWebhooks = 10;
const isPublic = (type: WebhookType): boolean => publicWebhookTypes.some((each) => each === type);

/**
 * Input: an address and the types of events to post there.
 * Output: the webhook and, this once, the secret that its messages are signed with.
 * Course: what is public may be told to whoever brings a token; what is an agency's own takes a role at the desk.
 *   An agency has one webhook for an address: registered again, it gets other types and another secret.
 *
 * @throws {Forbidden}, {InvalidInput} for an address that is not fit; {Conflict} when there are too many.
 */
export async function createWebhook(
  ports: ManageWebhooksPorts,
  identity: Identity,
  { url, types }: { url: string; types: WebhookType[] },
): Promise<{ webhook: Webhook; secret: string }> {
  if (!types.every(isPublic)) requireRole(identity, 'reporter', 'operator');
  checkAddress(url, ports.plainHttp);
  const { agency, subject } = identity;
  const createdAt = ports.clock.now().toISOString();
  const id = await webhookId(agency, url);
  const others = (await ports.webhooks.ofAgency(agency)).filter((webhook) => webhook.id !== id);
  if (others.length >= mostWebhooks)
    throw new Conflict(`${agency} has ${mostWebhooks} webhooks already: remove one first.`);
  const { secret, sealed } = await ports.secrets.issue({ agency, id });
  const webhook: Webhook = {
    id,
    agency,
    url,
    types: [...new Set(types)],
    ...(hasRole(identity, 'operator') && { operator: true as const }),
    sealedSecret: sealed,
    createdAt,
    createdBy: subject,
  };
  if (!(await ports.webhooks.create(webhook)))
    throw new Conflict(`${url} was registered again meanwhile: its newest secret is the one that counts.`);
  return { webhook, secret };
}

/** In the form of the other ids: 26 digits of Crockford's base 32. */
async function webhookId(agency: string, url: string): Promise<string> {
  const hash = await contentHash([agency, url]);
  const digits = BigInt(`0x${hash.slice(0, 32)}`)
    .toString(32)
    .padStart(26, '0');
  return Array.from(digits, (digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)]).join(
    '',
  );
}

/** Which network an address leads to is looked at when it is connected to: until then its owner may change it. */
function checkAddress(text: string, plainHttp: boolean): void {
  const { protocol, username, password, hash } = new URL(text);
  const refuse = (why: string) => new InvalidInput(`"url" ${why}.`, { parameter: 'url' });
  if (protocol !== 'https:' && !(plainHttp && protocol === 'http:')) throw refuse('must begin with https://');
  if (username || password)
    throw refuse('must not hold a user name or password: check the signature instead');
  if (hash) throw refuse('must not have a fragment (#…)');
}

export const listWebhooks = (
  { webhooks }: Pick<ManageWebhooksPorts, 'webhooks'>,
  { agency }: Identity,
): Promise<Webhook[]> => webhooks.ofAgency(agency);

/** @throws {NotFound} also for a webhook of another agency. */
export async function deleteWebhook(
  { webhooks }: Pick<ManageWebhooksPorts, 'webhooks'>,
  identity: Identity,
  { id }: { id: string },
): Promise<Webhook> {
  const webhook = await ownWebhook(webhooks, identity, id);
  await webhooks.remove(webhook.agency, id);
  return webhook;
}

/** Output: the id of a test message that is on its way. @throws {NotFound} */
export async function pingWebhook(
  ports: ManageWebhooksPorts,
  identity: Identity,
  { id }: { id: string },
): Promise<string> {
  const { agency } = await ownWebhook(ports.webhooks, identity, id);
  const cause = { correlationId: id, causationId: id };
  const ping = envelope(ports, 'webhook.pinged', cause, { agency, webhook: id });
  await ports.events.publish([ping]);
  return ping.id;
}

async function ownWebhook(
  webhooks: Pick<WebhookStore, 'get'>,
  { agency }: Identity,
  id: string,
): Promise<Webhook> {
  const webhook = await webhooks.get(agency, id);
  if (webhook) return webhook;
  throw new NotFound(`${agency} has no webhook ${id}.`, { parameter: 'webhook' });
}
