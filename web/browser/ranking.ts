import { plainName } from '../../domain/units/written-name.ts';

/** Sorts and filters the tables of the page; they are complete before. */
for (const section of document.querySelectorAll<HTMLElement>('.ranking-section')) enhance(section);

function enhance(section: HTMLElement): void {
  const table = section.querySelector<HTMLTableElement>('table.ranking')!;
  const tools = section.querySelector<HTMLFormElement>('form.tools')!;
  const body = table.tBodies[0]!;
  const rows = [...body.rows];
  const show = rowDisplay(body);
  const filter = () => show(matching(rows, tools));
  for (const heading of table.querySelectorAll<HTMLElement>('th[data-sort]'))
    makeSortable(heading, rows, filter);
  tools.addEventListener('input', filter);
  tools.addEventListener('submit', (event) => event.preventDefault());
  if (new FormData(tools).get('search') || new FormData(tools).get('region')) filter();
}

type Sortable = number | string;

/** Sorts `rows` themselves, then has them shown. */
function makeSortable(heading: HTMLElement, rows: HTMLTableRowElement[], show: () => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...heading.childNodes);
  heading.append(button);
  const key = heading.dataset['sort']!;
  const column = [...heading.parentElement!.children].indexOf(heading);
  button.addEventListener('click', () => {
    const goesUp = heading.ariaSort ? heading.ariaSort !== 'ascending' : !['change', 'score'].includes(key);
    for (const other of heading.parentElement!.children) other.removeAttribute('aria-sort');
    heading.ariaSort = goesUp ? 'ascending' : 'descending';
    const order = goesUp ? 1 : -1;
    const values = new Map(rows.map((row) => [row, sortValue(row, key, column)]));
    rows.sort((a, b) => order * compare(values.get(a)!, values.get(b)!));
    show();
  });
}

const collator = new Intl.Collator(document.documentElement.lang);

function sortValue(row: HTMLTableRowElement, key: string, column: number): Sortable {
  if (key === 'change' || key === 'score') return Number(row.dataset[key] ?? Number.NEGATIVE_INFINITY);
  const text = row.cells[column]!.textContent!.trim();
  return key === 'rank' || key === 'interval' ? Number.parseFloat(text.replace(',', '.')) : text;
}

const compare = (a: Sortable, b: Sortable): number =>
  typeof a === 'number' ? a - (b as number) : collator.compare(a, b as string);

/** A name is found from any of its words on, as somebody types it without diacritics. */
function matching(rows: HTMLTableRowElement[], tools: HTMLFormElement): HTMLTableRowElement[] {
  const asked = new FormData(tools);
  const search = plainName(String(asked.get('search') ?? ''));
  const region = String(asked.get('region') ?? '');
  const found = rows.filter(
    ({ dataset }) =>
      ` ${dataset['key']}`.includes(search ? ` ${search}` : '') &&
      (region === '' || dataset['region'] === region),
  );
  const output = tools.querySelector('output')!;
  output.value = output.dataset['shown']!.replace('{shown}', String(found.length)).replace(
    '{all}',
    String(rows.length),
  );
  return found;
}

/** As many rows as come or go between two frames. */
const slice = 40;

/** Changes the rows of a table a slice a frame, always at its end, so that a thousand keep nobody waiting. */
function rowDisplay(body: HTMLTableSectionElement) {
  let shown = [...body.rows];
  let frame = 0;
  return (rows: HTMLTableRowElement[]): void => {
    if (rows.length === shown.length && rows.every((row, place) => row === shown[place])) return;
    shown = rows;
    cancelAnimationFrame(frame);
    const changes = changesTo(body, rows);
    const change = () => {
      if (!changes.next().done) frame = requestAnimationFrame(change);
    };
    change();
  };
}

function* changesTo(body: HTMLTableSectionElement, rows: HTMLTableRowElement[]): Generator<void> {
  while (body.childElementCount > slice) yield removeLast(body);
  body.replaceChildren(...rows.slice(0, slice));
  for (let from = slice; from < rows.length; from += slice)
    yield body.append(...rows.slice(from, from + slice));
}

function removeLast(body: HTMLTableSectionElement): void {
  const range = document.createRange();
  range.setStart(body, body.childNodes.length - slice);
  range.setEnd(body, body.childNodes.length);
  range.deleteContents();
}
