import { plainName } from '../../domain/units/written-name.ts';

/** A row with its first place and what searches look at, read once: a thousand rows are asked with every key. */
type Entry = { row: HTMLTableRowElement; place: number; key: string; region: string | undefined };

function enhance(section: HTMLElement): void {
  const table = section.querySelector<HTMLTableElement>('table.ranking')!;
  const tools = section.querySelector<HTMLFormElement>('form.tools')!;
  const entries = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row, place) => ({
    row,
    place,
    key: ` ${row.dataset['key']}`,
    region: row.dataset['region'],
  }));
  const show = rowDisplay(table);
  const filter = () => void show(matching(entries, tools).map(({ row }) => row));
  for (const heading of table.querySelectorAll<HTMLElement>('th[data-sort]'))
    makeSortable(heading, entries, filter);
  tools.addEventListener('input', filter);
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.querySelector('.lay-out')?.addEventListener('click', () => void layOut([...table.tBodies]));
  if (new FormData(tools).get('search') || new FormData(tools).get('region')) filter();
}

type Sortable = number | string;

/** Sorts `entries` themselves, then has them shown. */
function makeSortable(heading: HTMLElement, entries: Entry[], show: () => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...heading.childNodes);
  heading.append(button);
  const key = heading.dataset['sort']!;
  const column = [...heading.parentElement!.children].indexOf(heading);
  let values: Map<Entry, Sortable> | undefined;
  button.addEventListener('click', () => {
    const goesUp = heading.ariaSort ? heading.ariaSort !== 'ascending' : !['change', 'score'].includes(key);
    for (const other of heading.parentElement!.children) other.removeAttribute('aria-sort');
    heading.ariaSort = goesUp ? 'ascending' : 'descending';
    const order = goesUp ? 1 : -1;
    values ??= new Map(entries.map((entry) => [entry, sortValue(entry, key, column)]));
    entries.sort((a, b) => order * compare(values!.get(a)!, values!.get(b)!));
    show();
  });
}

const collator = new Intl.Collator(document.documentElement.lang);

/** Rows come by rank. */
function sortValue({ row, place }: Entry, key: string, column: number): Sortable {
  if (key === 'rank') return place;
  if (key === 'change' || key === 'score') return Number(row.dataset[key] ?? Number.NEGATIVE_INFINITY);
  const { dataset, textContent } = row.cells[column]!;
  return key === 'interval' ? Number(dataset['low'] ?? Number.POSITIVE_INFINITY) : textContent!.trim();
}

const compare = (a: Sortable, b: Sortable): number =>
  typeof a === 'number' ? a - (b as number) : collator.compare(a, b as string);

/** A name is found from any of its words on, as somebody types it without diacritics. */
function matching(entries: Entry[], tools: HTMLFormElement): Entry[] {
  const asked = new FormData(tools);
  const search = plainName(String(asked.get('search') ?? ''));
  const wanted = String(asked.get('region') ?? '');
  const found = entries.filter(
    ({ key, region }) => key.includes(search && ` ${search}`) && (wanted === '' || region === wanted),
  );
  const output = tools.querySelector('output')!;
  output.value = output.dataset['shown']!.replace('{shown}', String(found.length)).replace(
    '{all}',
    String(entries.length),
  );
  return found;
}

/** So many slices are changed in one task. */
const together = 3;

/**
 * Shows rows in a table of slices: the first at once, the others a few a task, so that a thousand rows keep nobody
 * waiting. Who asks again meanwhile is served at once.
 */
function rowDisplay(table: HTMLTableElement) {
  const slices = [...table.tBodies];
  const size = slices[0]!.rows.length;
  let latest = 0;
  return async (rows: HTMLTableRowElement[]): Promise<void> => {
    const mine = ++latest;
    let changed = 0;
    table.ariaRowCount = String(rows.length + 1);
    for (const [place, slice] of slices.entries()) {
      const wanted = rows.slice(place * size, (place + 1) * size);
      if (isShown(slice, wanted)) continue;
      if (changed > 0 && changed % together === 0) await nextTask();
      if (mine !== latest) return;
      slice.replaceChildren(...wanted);
      number(wanted, place * size);
      changed += 1;
    }
  };
}

/** Those who hear the page are told of what is laid out: on their word all of it is, a slice a frame. */
async function layOut(slices: HTMLTableSectionElement[]): Promise<void> {
  for (const slice of slices) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    slice.classList.add('laid-out');
  }
}

/** @param before how many rows stand above; the heading is row 1 */
function number(rows: HTMLTableRowElement[], before: number): void {
  for (const [place, row] of rows.entries()) row.ariaRowIndex = String(before + place + 2);
}

const isShown = ({ rows }: HTMLTableSectionElement, wanted: HTMLTableRowElement[]): boolean =>
  rows.length === wanted.length && wanted.every((row, place) => row === rows[place]);

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

// Sorts and filters the tables of the page, which are complete before; last, since a search may wait already.
for (const section of document.querySelectorAll<HTMLElement>('.ranking-section')) enhance(section);
