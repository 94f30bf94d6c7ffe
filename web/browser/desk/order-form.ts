import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { type App, attempt } from './app.ts';
import { element, field } from './element.ts';

type Order = DeskResponses['giveOrder'];

const kinds = ['release', 'roll-back', 'withdraw', 'annotate'] as const satisfies Order['kind'][];

/** Release now or under embargo until a time, roll back, withdraw or annotate; what the public is told, in both languages. */
export function orderForm(
  app: App,
  path: string,
  preview: DeskResponses['previewRelease'] | undefined,
): HTMLElement {
  const { words } = app;
  const kind = element(
    'select',
    {},
    kinds
      .filter((each) => each !== 'release' || preview)
      .map((each) => element('option', { value: each }, words.kinds[each])),
  );
  const revision = element('input', { type: 'number', min: 1, step: 1, required: true });
  const at = element('input', { type: 'datetime-local' });
  const notes = { vi: noteInput('vi'), en: noteInput('en') };
  const ofRevision = field(words.revision, revision);
  const suit = () => {
    const releases = kind.value === 'release';
    ofRevision.hidden = releases;
    revision.disabled = releases;
    for (const note of Object.values(notes)) note.required = !releases;
  };
  kind.addEventListener('change', suit);
  suit();
  const request = () => ({
    kind: kind.value,
    ...(kind.value === 'release' ? { run: preview!.candidate.run } : { revision: revision.valueAsNumber }),
    ...(at.value && { at: new Date(at.value).toISOString() }),
    ...((notes.vi.value || notes.en.value) && { note: { vi: notes.vi.value, en: notes.en.value } }),
  });
  const problems = element('div');
  const form = element(
    'form',
    { class: 'tools', 'aria-label': words.newOrder },
    field(words.order, kind),
    ofRevision,
    field(words.at, at),
    field(words.noteIn('Tiếng Việt'), notes.vi),
    field(words.noteIn('English'), notes.en),
    element('button', { class: 'main' }, words.giveOrder),
  );
  // One key for one form: sent twice, it is one order.
  const key = crypto.randomUUID();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!confirm(words.orderSure(words.kinds[kind.value as Order['kind']]))) return;
    void attempt(app, problems, async () => {
      await app.desk.post(`${path}/order`, request(), key);
      app.again();
    });
  });
  return element(
    'section',
    { 'aria-label': words.newOrder },
    element('h3', {}, words.newOrder),
    element('p', { class: 'quiet' }, words.embargoNote),
    form,
    problems,
  );
}

const noteInput = (lang: string) => element('input', { type: 'text', maxlength: 2000, lang });
