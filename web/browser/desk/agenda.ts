import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, chip } from './app.ts';
import { type Child, element, link, table } from './element.ts';

export type AnyEdition = DeskResponses['listAllEditions']['editions'][number];

/** Every edition, public or not: nobody has to know how it is written. */
export async function allEditions({ desk }: App): Promise<AnyEdition[]> {
  return (await desk.get<DeskResponses['listAllEditions']>('/agenda')).editions;
}

/** The indices by name, each with its years and the deadline that comes next. */
export function agendaTable(app: App, editions: readonly AnyEdition[]): Child {
  const { words, text, language } = app;
  const indices = [...Map.groupBy(editions, ({ id }) => id.split('/')[0]!).values()]
    .map((years) => ({ name: text(years[0]!.name), years }))
    .sort((one, other) => one.name.localeCompare(other.name, language));
  return table(
    words.allEditions,
    [words.index, words.years, words.nextDeadline],
    indices.map(({ name, years }) => [name, yearsOf(app, years), nextDeadline(app, years)]),
  );
}

const yearOf = ({ id }: AnyEdition): string => id.split('/')[1]!;

function yearsOf({ words }: App, editions: readonly AnyEdition[]): HTMLElement {
  const years = editions.toSorted((one, other) => yearOf(other).localeCompare(yearOf(one)));
  return element(
    'ul',
    { class: 'years' },
    years.map((edition) =>
      element(
        'li',
        {},
        link(viewAddress('board', ...edition.id.split('/')), yearOf(edition)),
        edition.state !== 'open' && [' ', chip(words.windows[edition.state], 'open')],
        edition.waits && [' ', chip(words.waits, 'good')],
      ),
    ),
  );
}

/** They come in the order in which they close. */
function nextDeadline({ time, away }: App, editions: readonly AnyEdition[]): string {
  const next = editions.find(({ state, window }) => state === 'open' && window.closes !== undefined);
  return next ? `${yearOf(next)}: ${time(next.window.closes)} (${away(next.window.closes!)})` : '–';
}
