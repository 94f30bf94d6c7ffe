import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import type { WebhookType } from '../../../contracts/webhooks.ts';
import { type App, attempt, type View, whenSent } from './app.ts';
import { button, element, field, redraw, table } from './element.ts';

type Webhook = DeskResponses['listWebhooks']['webhooks'][number];
type Created = DeskResponses['createWebhook'];

/** Which programs of the agency are told what happens, and their registration. */
export const webhooksView: View = async (app) => {
  const { words, desk } = app;
  const { webhooks } = await desk.get<DeskResponses['listWebhooks']>('/webhooks');
  const registered = element('div', { 'aria-live': 'polite' });
  const list = element('div', {}, listOf(app, webhooks));
  const refresh = async () => {
    const fresh = await desk.get<DeskResponses['listWebhooks']>('/webhooks');
    redraw(list, listOf(app, fresh.webhooks));
  };
  return [
    element('h2', { tabindex: -1 }, words.views.webhooks),
    element('p', {}, words.webhooksLead),
    list,
    registered,
    webhookForm(app, async (created) => {
      registered.replaceChildren(secretOf(app, created));
      await refresh();
    }),
  ];
};

const listOf = (app: App, webhooks: readonly Webhook[]): HTMLElement => {
  const { words, time } = app;
  if (webhooks.length === 0) return element('p', { class: 'quiet' }, words.noWebhooks);
  return table(
    words.webhooks,
    [words.address, words.told, words.registered, words.actions],
    webhooks.map((webhook) => [
      webhook.url,
      webhook.types.map((type) => element('div', {}, words.webhookTypes[type])),
      time(webhook.createdAt),
      actionsOf(app, webhook),
    ]),
  );
};

function actionsOf(app: App, { url, links }: Webhook): HTMLElement {
  const { words, desk } = app;
  const outcome = element('div', { role: 'status' });
  const does = (label: string, work: () => Promise<unknown>) =>
    button(label, () => attempt(app, outcome, work), { 'aria-label': `${label}: ${url}` });
  return element(
    'div',
    { class: 'actions' },
    does(words.test, async () => {
      await desk.post(links.pings);
      outcome.replaceChildren(words.testSent);
    }),
    does(words.remove, async () => {
      if (!confirm(words.removeSure(url))) return;
      await desk.remove(links.self);
      app.again();
    }),
    outcome,
  );
}

/** It is shown this once. */
const secretOf = ({ words }: App, { url, secret }: Created): HTMLElement =>
  element(
    'section',
    { class: 'told', 'aria-label': words.secret },
    element('p', {}, words.secretLead(url)),
    element('p', {}, element('code', {}, secret)),
  );

function webhookForm(app: App, done: (created: Created) => Promise<void>): HTMLElement {
  const { words, desk } = app;
  const url = element('input', {
    type: 'url',
    required: true,
    maxlength: 2000,
    placeholder: 'https://',
    pattern: 'https?://.+',
  });
  const types = (Object.keys(words.webhookTypes) as WebhookType[]).map((type) => ({
    type,
    box: element('input', { type: 'checkbox', checked: true }),
  }));
  const problems = element('div');
  const form = element(
    'form',
    { 'aria-label': words.newWebhook },
    element('div', { class: 'tools' }, field(words.address, url)),
    element(
      'fieldset',
      {},
      element('legend', {}, words.told),
      types.map(({ type, box }) => element('label', { class: 'check' }, box, ` ${words.webhookTypes[type]}`)),
    ),
    element('button', { class: 'main' }, words.register),
  );
  const chosen = (): WebhookType[] => types.filter(({ box }) => box.checked).map(({ type }) => type);
  whenSent(app, form, problems, async () => {
    await done(await desk.post<Created>('/webhooks', { url: url.value, types: chosen() }));
    form.reset();
  });
  return element(
    'section',
    { 'aria-label': words.newWebhook },
    element('h3', {}, words.newWebhook),
    form,
    problems,
  );
}
