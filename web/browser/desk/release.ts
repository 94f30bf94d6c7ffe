import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { Refused } from '../../desk/problem.ts';
import { type App, attempt, chip } from './app.ts';
import { button, type Child, element, table } from './element.ts';
import { orderForm } from './order-form.ts';

type Preview = DeskResponses['previewRelease'];
type Figures = Preview['rows'][number]['figures'];
type Order = DeskResponses['giveOrder'];

/** What waits for its release and what it would change, the order that stands, and forms for another. */
export async function releaseOf(app: App, path: string): Promise<Child> {
  const { desk, words } = app;
  const [preview, order] = await Promise.all([
    orNothing(desk.get<Preview>(`${path}/candidate`)),
    orNothing(desk.get<Order>(`${path}/order`)),
  ]);
  return [
    order && standing(app, path, order),
    preview ? candidate(app, preview) : element('p', {}, words.nothingWaits),
    orderForm(app, path, preview),
  ];
}

/** Where nothing waits, or nothing was ever ordered, there is no such thing. */
const orNothing = <Body>(asked: Promise<Body>): Promise<Body | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof Refused && error.kind === 'not-found') return undefined;
    throw error;
  });

function standing(app: App, path: string, { kind, at, by, state, revision, note }: Order): HTMLElement {
  const { words, time, text } = app;
  const problems = element('div');
  return element(
    'section',
    { 'aria-label': words.lastOrder },
    element('h3', {}, words.lastOrder),
    element(
      'p',
      {},
      chip(words.orderStates[state], state === 'cancelled' ? 'open' : 'good'),
      ` ${words.kinds[kind]}${revision === undefined ? '' : ` ${revision}`} · ${time(at)} · ${by.agency}`,
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
        [words.rank, words.unit, words.score],
        rows.map(({ unit, figures: of }) => [
          of?.rank ? number(of.rank) : words.notRanked,
          text(unit.name),
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
