import { viewAddress } from '../../desk/view-address.ts';
import type { App } from './app.ts';
import { type Child, element, field } from './element.ts';

/** Asks for an edition by index and year: it need not be public, so no list has it. */
export function editionForm({ words }: App, view: string, title: string, lead: string): Child {
  const index = element('input', {
    type: 'text',
    name: 'index',
    required: true,
    pattern: '[a-z0-9]+([.\\-][a-z0-9]+)*',
    placeholder: 'dti-province',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const period = element('input', {
    type: 'text',
    name: 'period',
    required: true,
    pattern: '\\d{4}',
    inputmode: 'numeric',
    placeholder: '2022',
    size: 6,
  });
  const form = element(
    'form',
    { class: 'tools' },
    field(words.index, index),
    field(words.year, period),
    element('button', { class: 'main' }, words.open),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = viewAddress(view, index.value, period.value);
  });
  return [element('h2', { tabindex: -1 }, title), element('p', {}, lead), form];
}
