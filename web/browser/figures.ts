import { drawFigure } from './drawn-figure.ts';

/** Charts to take along, lines to highlight, and addresses made whole. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-save]'))
  button.addEventListener('click', () => void save(button));

for (const code of document.querySelectorAll<HTMLElement>('[data-embed]'))
  code.textContent = code.textContent!.replace('src="', `src="${location.origin}`);

for (const select of document.querySelectorAll<HTMLSelectElement>('[data-highlight]')) {
  const choose = () => highlight(select.dataset['highlight']!, select.value);
  select.addEventListener('input', choose);
  // Chosen before this script had come, or by a browser that remembers.
  if (select.value) choose();
}

const asked = new URLSearchParams(location.search).get('unit');
if (asked) for (const { id } of document.querySelectorAll('figure:has(.chart)')) highlight(id, asked);

function highlight(id: string, unit: string): void {
  const chart = document.getElementById(id)!.querySelector('svg')!;
  for (const line of chart.querySelectorAll<SVGGElement>('g.line')) {
    const isChosen = line.dataset['unit'] === unit;
    line.classList.toggle('chosen', isChosen);
    // What is drawn last lies on top.
    if (isChosen) chart.append(line);
  }
  chart.classList.toggle('choosing', unit !== '');
}

async function save(button: HTMLButtonElement): Promise<void> {
  const figure = button.closest('figure')!;
  const name = `${location.pathname.split('/').slice(3).join('-')}-${figure.id}`.replace(/^-|-$/g, '');
  const format = button.dataset['save'] as 'svg' | 'png' | 'csv';
  if (format === 'csv') return offer(new Blob([csvOf(figure)], { type: 'text/csv' }), `${name}.csv`);
  const drawn = drawFigure(figure);
  const svg = new Blob([new XMLSerializer().serializeToString(drawn)], { type: 'image/svg+xml' });
  if (format === 'svg') offer(svg, `${name}.svg`);
  else offer(await painted(svg, drawn.viewBox.baseVal), `${name}.png`);
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8; a column of drawings has nothing to say. */
function csvOf(figure: HTMLElement): string {
  const [headings, ...rows] = [...figure.querySelector('table')!.rows].map(({ cells }) =>
    [...cells].map(textOf),
  );
  const told = headings!.map((_, column) => rows.some((row) => row[column] !== ''));
  const lines = [headings!, ...rows].map((row) =>
    row
      .filter((_, column) => told[column])
      .map(quoted)
      .join(','),
  );
  return `\u{feff}${lines.join('\r\n')}\r\n`;
}

/** What the cell says to those who hear it; beside a number, what stands in small letters comes after a comma. */
function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLTableCellElement;
  const isName = cell.scope === 'row';
  for (const left of copy.querySelectorAll(isName ? '[aria-hidden], small' : '[aria-hidden]')) left.remove();
  for (const mark of copy.querySelectorAll('span[aria-label]')) mark.replaceWith(mark.ariaLabel!);
  for (const small of copy.querySelectorAll('small')) small.prepend(', ');
  return copy
    .textContent!.replaceAll(/\s+/g, ' ')
    .replaceAll(' , ', ', ')
    .replace(/^[, ]+| $/g, '');
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function painted(svg: Blob, { width, height }: DOMRect): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/png'));
}
