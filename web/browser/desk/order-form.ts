import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { type App, whenSent } from './app.ts';
import { element, field } from './element.ts';

type Order = DeskResponses['giveOrder'];
type Release = DeskResponses['listEditionReleases']['releases'][number];

const kinds = ['release', 'roll-back', 'withdraw', 'annotate'] as const satisfies Order['kind'][];

/**
 * Release now or under embargo until a second, roll back, withdraw or annotate; what the public is told, in both
 * languages.
 *
 * @param releases those that there are, newest first
 */
export function orderForm(
  app: App,
  path: string,
  preview: DeskResponses['previewRelease'] | undefined,
  releases: readonly Release[],
): HTMLElement {
  const { words } = app;
  const kind = element(
    'select',
    {},
    kinds
      .filter((each) => (each === 'release' ? preview : releases.length > 0))
      .map((each) => element('option', { value: each }, words.kinds[each])),
  );
  const revision = revisionChoice(app, releases);
  const at = element('input', { type: 'datetime-local', step: 1 });
  const notes = { vi: noteInput('vi'), en: noteInput('en') };
  const ofRevision = field(words.revision, revision);
  const meaning = element('output');
  const suit = () => {
    const releasing = kind.value === 'release';
    ofRevision.hidden = releasing;
    meaning.value = words.kindMeanings[kind.value as Order['kind']];
    // The public is told in both languages, or, of a release, not at all.
    const isNoteNeeded = !releasing || notes.vi.value !== '' || notes.en.value !== '';
    for (const note of Object.values(notes)) note.required = isNoteNeeded;
  };
  for (const input of [kind, notes.vi, notes.en]) input.addEventListener('input', suit);
  suit();
  const request = () => ({
    kind: kind.value,
    ...(kind.value === 'release' ? { run: preview!.candidate.run } : { revision: Number(revision.value) }),
    ...(at.value && { at: new Date(at.value).toISOString() }),
    ...(notes.vi.value && { note: { vi: notes.vi.value, en: notes.en.value } }),
  });
  const problems = element('div');
  const form = element(
    'form',
    { 'aria-label': words.newOrder },
    element('div', { class: 'tools' }, field(words.order, kind), ofRevision, field(words.at, at)),
    element('p', {}, meaning),
    element(
      'div',
      { class: 'tools wide' },
      field(words.noteIn('Tiếng Việt'), notes.vi),
      field(words.noteIn('English'), notes.en),
    ),
    element('button', { class: 'main' }, words.giveOrder),
  );
  // One key for one form: sent twice, it is one order.
  const key = crypto.randomUUID();
  whenSent(app, form, problems, async () => {
    if (!confirm(words.orderSure(words.kinds[kind.value as Order['kind']]))) return;
    await app.desk.post(`${path}/order`, request(), key);
    app.again();
  });
  return element(
    'section',
    { 'aria-label': words.newOrder },
    element('h3', {}, words.newOrder),
    form,
    problems,
  );
}

const revisionChoice = ({ words, time }: App, releases: readonly Release[]): HTMLSelectElement =>
  element(
    'select',
    {},
    releases.map(({ revision, publishedAt, current, withdrawn }) =>
      element(
        'option',
        { value: revision },
        `${revision} · ${time(publishedAt)}`,
        current && ` · ${words.isCurrent}`,
        withdrawn && ` · ${words.statuses.withdrawn}`,
      ),
    ),
  );

const noteInput = (lang: string) => element('input', { type: 'text', maxlength: 2000, lang });
