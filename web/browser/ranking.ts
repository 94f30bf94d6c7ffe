import { plainName } from '../../domain/units/written-name.ts';

/** Sorts and filters the tables of the page; they are complete before. */
for (const section of document.querySelectorAll<HTMLElement>('.ranking-section')) enhance(section);

function enhance(section: HTMLElement): void {
  const table = section.querySelector<HTMLTableElement>('table.ranking')!;
  const tools = section.querySelector<HTMLFormElement>('form.tools')!;
  const body = table.tBodies[0]!;
  const rows = [...body.rows];
  for (const heading of table.querySelectorAll<HTMLElement>('th[data-sort]'))
    makeSortable(heading, body, rows);
  const filter = () => showMatching(rows, tools);
  tools.addEventListener('input', filter);
  tools.addEventListener('submit', (event) => event.preventDefault());
  if (new FormData(tools).get('search') || new FormData(tools).get('region')) filter();
}

type Sortable = number | string;

function makeSortable(
  heading: HTMLElement,
  body: HTMLTableSectionElement,
  rows: HTMLTableRowElement[],
): void {
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
    const sorted = rows.toSorted((a, b) => order * compare(values.get(a)!, values.get(b)!));
    body.append(...sorted);
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
function showMatching(rows: HTMLTableRowElement[], tools: HTMLFormElement): void {
  const asked = new FormData(tools);
  const search = plainName(String(asked.get('search') ?? ''));
  const region = String(asked.get('region') ?? '');
  let shown = 0;
  for (const row of rows) {
    const matches =
      ` ${row.dataset['key']}`.includes(search ? ` ${search}` : '') &&
      (region === '' || row.dataset['region'] === region);
    if (row.hidden === matches) row.hidden = !matches;
    if (matches) shown += 1;
  }
  const output = tools.querySelector('output')!;
  output.value = output.dataset['shown']!.replace('{shown}', String(shown)).replace(
    '{all}',
    String(rows.length),
  );
}
