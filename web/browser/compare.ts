import { plainName } from '../../domain/units/written-name.ts';
import type { ComparedCohort } from '../pages/compare.ts';
import { byId, element, filled, pageData, written } from './page-data.ts';

const { nodes, words } = pageData<ComparedCohort>('compared');
const rows = [...byId<HTMLTableElement>('all-units').tBodies[0]!.rows];
const most = 5;

type Unit = { id: string; name: string; cells: HTMLTableCellElement[] };
const units = new Map<string, Unit>(
  rows.map((row) => {
    const id = row.dataset['unit']!;
    return [id, { id, name: row.cells[0]!.textContent!, cells: [...row.cells].slice(1) }];
  }),
);
const byName = new Map(rows.map((row) => [plainName(row.cells[0]!.textContent!), row.dataset['unit']!]));

let chosen = (new URLSearchParams(location.search).get('units') ?? '')
  .split(',')
  .filter((id) => units.has(id))
  .slice(0, most);

const figure = byId('side-by-side');
/** Absent where others show the figure in a frame: there one unit among all is a figure too. */
const form = document.querySelector<HTMLFormElement>('form#choose');
const fewest = form ? 2 : 1;
const input = form?.elements.namedItem('unit') as HTMLInputElement | undefined;
form?.addEventListener('submit', (event) => event.preventDefault());
input?.addEventListener('input', () => take(input));

function take(input: HTMLInputElement): void {
  const found = byName.get(plainName(input.value));
  if (!found || chosen.includes(found) || chosen.length >= most) return;
  input.value = '';
  choose([...chosen, found]);
}

function choose(next: string[]): void {
  chosen = next;
  history.replaceState(null, '', chosen.length > 0 ? `?units=${chosen.join(',')}` : location.pathname);
  show();
}

function show(): void {
  if (form) showChoice();
  const isShown = chosen.length >= fewest;
  figure.hidden = !isShown;
  byId('all').hidden = isShown && !form;
  if (!isShown) return;
  const compared = chosen.map((id) => units.get(id)!);
  figure.querySelector('figcaption p')!.textContent = compared.length > 1 ? trendOf(compared) : '';
  figure.querySelector('.table')!.replaceChildren(sideBySide(compared));
  const code = figure.querySelector('[data-embed]')!;
  code.textContent = code.textContent!.replace(
    /embed\/compare[^"]*/,
    `embed/compare?units=${chosen.join(',')}`,
  );
}

function showChoice(): void {
  const list = chosen.map((id) => {
    const { name } = units.get(id)!;
    const button = element('button', { text: `${name} ×` });
    button.type = 'button';
    button.ariaLabel = filled(words.remove, { unit: name });
    button.addEventListener('click', () => {
      choose(chosen.filter((each) => each !== id));
      input!.focus();
    });
    return element('li', {}, button);
  });
  byId('chosen').replaceChildren(...list);
  byId('proposal').hidden = chosen.length > 0;
}

function sideBySide(compared: Unit[]): HTMLTableElement {
  const table = element('table', { className: 'parts' });
  const head = table.createTHead().insertRow();
  const heading = (text: string, className = '') => {
    const cell = element('th', { text, className });
    cell.scope = 'col';
    return cell;
  };
  head.append(
    heading(words.part),
    ...compared.map(({ name }, place) => heading(name, `number series-${place + 1}`)),
    heading(words.range, 'range'),
  );
  const body = table.createTBody();
  for (const [place, { name }] of nodes.entries()) {
    const row = body.insertRow();
    const title = element('th', { text: name });
    title.scope = 'row';
    row.append(title, ...compared.map(({ cells }) => comparedCell(cells[place]!, compared, place)));
    const range = row.insertCell();
    range.className = 'range';
    range.append(dots(compared, place));
  }
  return table;
}

/** A score with its rank, in bold where none of the compared is above it. */
function comparedCell(cell: HTMLTableCellElement, compared: Unit[], place: number): HTMLTableCellElement {
  const { score, rank } = cell.dataset;
  const made = element('td', { className: 'number' });
  if (score === undefined) return made;
  const isBest = compared.every(
    ({ cells }) => Number(cells[place]!.dataset['score'] ?? -Infinity) <= Number(score),
  );
  made.append(element(isBest ? 'b' : 'span', { text: cell.textContent! }));
  if (rank) made.append(element('small', { text: ` ${words.rank.toLowerCase()} ${written(Number(rank))}` }));
  return made;
}

function trendOf(compared: Unit[]): string {
  const parts = nodes.map((_, place) => place).slice(1);
  const wins = compared.map((unit) => ({
    unit,
    count: parts.filter((place) =>
      compared.every(
        ({ cells }) =>
          scoreAt(cells, place) <= scoreAt(unit.cells, place) && scoreAt(unit.cells, place) > -Infinity,
      ),
    ).length,
  }));
  const [best] = wins.sort((a, b) => b.count - a.count);
  return filled(words.best, { unit: best!.unit.name, count: best!.count, all: parts.length });
}

const scoreAt = (cells: HTMLTableCellElement[], place: number): number =>
  Number(cells[place]!.dataset['score'] ?? Number.NEGATIVE_INFINITY);

const svg = 'http://www.w3.org/2000/svg';
const width = 200;

/** The units as dots on the range of all units at a part. */
function dots(compared: Unit[], place: number): SVGSVGElement {
  const all = [...units.values()].map(({ cells }) => scoreAt(cells, place)).filter(Number.isFinite);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const drawn = document.createElementNS(svg, 'svg');
  drawn.classList.add('strip');
  drawn.setAttribute('viewBox', `0 0 ${width} 18`);
  drawn.setAttribute('aria-hidden', 'true');
  draw(drawn, 'line', { x1: 6, x2: width - 6, y1: 9, y2: 9 });
  for (const [number, { cells }] of compared.entries()) {
    const score = scoreAt(cells, place);
    if (!Number.isFinite(score) || high === low) continue;
    const cx = 6 + ((score - low) / (high - low)) * (width - 12);
    draw(drawn, 'circle', { cx, cy: 9, r: 5 }).classList.add(`dot-${number + 1}`);
  }
  return drawn;
}

function draw(into: SVGElement, name: string, attributes: Record<string, number>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  into.append(made);
  return made as SVGElement;
}

show();
// What was typed before this script had come.
if (input) take(input);
