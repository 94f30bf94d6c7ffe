import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { type App, attempt, chip, orNothing } from './app.ts';
import { button, type Child, element, redraw, table } from './element.ts';
import { follow } from './follow.ts';
import { orderForm } from './order-form.ts';

type Preview = DeskResponses['previewRelease'];
type Figures = Preview['rows'][number]['figures'];
type Order = DeskResponses['giveOrder'];

/** What waits for its release and what it would change, the last order, and a form for another. */
export async function releaseOf(app: App, path: string): Promise<Child> {
  const place = element('div');
  const draw = async (): Promise<void> => redraw(place, await partsOf(app, path, draw));
  await draw();
  return place;
}

/** @param carriedOut is told when the order that waits has been */
async function partsOf(app: App, path: string, carriedOut: () => Promise<void>): Promise<Child> {
  const { desk, words } = app;
  const [preview, order, { releases }] = await Promise.all([
    orNothing(desk.get<Preview>(`${path}/candidate`)),
    orNothing(desk.get<Order>(`${path}/order`)),
    desk.get<DeskResponses['listEditionReleases']>(`${path}/releases`),
  ]);
  return [
    order && standing(app, path, order, carriedOut),
    preview ? candidate(app, preview) : element('p', {}, words.nothingWaits),
    // One order stands at a time.
    order?.state !== 'waiting' && (preview || releases.length > 0) && orderForm(app, path, preview, releases),
  ];
}

function standing(app: App, path: string, order: Order, carriedOut: () => Promise<void>): HTMLElement {
  const { words, second, text } = app;
  const { at, by, state, note } = order;
  const problems = element('div');
  const shown = element(
    'section',
    { 'aria-label': words.lastOrder },
    element('h3', {}, words.lastOrder),
    element(
      'p',
      {},
      chip(words.orderStates[state], ['cancelled', 'waiting'].includes(state) ? 'open' : 'good'),
      ` ${orderName(words, order)} · ${second(at)} · ${by.agency}`,
    ),
    note && element('p', {}, text(note)),
    state === 'waiting' &&
      button(words.cancelOrder, () =>
        attempt(app, problems, async () => {
          await app.desk.post(`${path}/order/cancellation`);
          app.again();
        }),
      ),
    problems,
  );
  if (state === 'waiting' || state === 'done')
    void attempt(app, problems, async () => {
      const news = await follow<Order>(app, `${path}/order`, (now) => now.state !== state);
      // What waits and what is public change when it is carried out, not when readers are told.
      if (news && state === 'waiting') await carriedOut();
      else if (news) shown.replaceWith(standing(app, path, news, carriedOut));
    });
  return shown;
}

/** Once it is carried out, a release and a roll-back name the release that they made. */
function orderName(words: App['words'], { kind, state, revision }: Order): string {
  if (revision === undefined) return words.kinds[kind];
  const isMade = ['release', 'roll-back'].includes(kind) && ['done', 'announced'].includes(state);
  return `${words.kinds[kind]}${isMade ? ' → ' : ' · '}${words.releaseNumber(revision)}`;
}

function candidate(
  app: App,
  { candidate: { computedAt, run }, release, cohort, rows, differences }: Preview,
): Child {
  const { words, text, time, number } = app;
  return element(
    'section',
    { 'aria-label': words.candidate },
    element('h3', {}, words.candidate),
    element('p', {}, words.computedOn(time(computedAt)), ' ', element('code', {}, run.slice(0, 12))),
    element(
      'p',
      {},
      release ? words.againstRelease(release.revision, time(release.publishedAt)) : words.firstRelease,
    ),
    release && differences.length > 0
      ? table(
          words.differences(differences.length, text(cohort.name)),
          [words.unit, words.before, words.after, words.change],
          differences.map(({ unit, from, to, change }) => [
            text(unit.name),
            figures(app, from),
            figures(app, to),
            change.rank === null ? '' : moved(app, change.rank),
          ]),
        )
      : release && element('p', {}, words.noDifferences),
    element(
      'details',
      { open: !release },
      element('summary', {}, `${words.wholeRanking}: ${text(cohort.name)}`),
      table(
        words.wholeRanking,
        [words.unit, words.rank, words.score],
        rows.map(({ unit, figures: of }) => [
          text(unit.name),
          of?.rank ? number(of.rank) : words.notRanked,
          number(of?.score),
        ]),
      ),
    ),
  );
}

const figures = ({ words, number }: App, of: Figures): string =>
  of === null ? '' : of.rank === null ? words.notRanked : `${number(of.rank)} (${number(of.score)})`;

/** By how many places a unit rises. */
function moved({ number }: App, change: number): HTMLElement {
  const way = change > 0 ? 'up' : change < 0 ? 'down' : 'same';
  return element(
    'span',
    { class: way },
    `${{ up: '▲', down: '▼', same: '=' }[way]} ${number(Math.abs(change))}`,
  );
}
