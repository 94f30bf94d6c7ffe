/** Charts to take along, lines to highlight, and addresses made whole. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-save]'))
  button.addEventListener('click', () => void save(button));

for (const code of document.querySelectorAll<HTMLElement>('[data-embed]'))
  code.textContent = code.textContent!.replace('src="', `src="${location.origin}`);

for (const select of document.querySelectorAll<HTMLSelectElement>('[data-highlight]'))
  select.addEventListener('input', () => highlight(select));

function highlight({ value, dataset }: HTMLSelectElement): void {
  const chart = document.getElementById(dataset['highlight']!)!.querySelector('svg')!;
  for (const line of chart.querySelectorAll<SVGGElement>('g.line')) {
    const isChosen = line.dataset['unit'] === value;
    line.classList.toggle('chosen', isChosen);
    // What is drawn last lies on top.
    if (isChosen) chart.append(line);
  }
  chart.classList.toggle('choosing', value !== '');
}

async function save(button: HTMLButtonElement): Promise<void> {
  const figure = button.closest('figure')!;
  const name = `${location.pathname.split('/').slice(3).join('-')}-${figure.id}`.replace(/^-|-$/g, '');
  const format = button.dataset['save'] as 'svg' | 'png' | 'csv';
  if (format === 'csv') return offer(new Blob([csvOf(figure)], { type: 'text/csv' }), `${name}.csv`);
  const svg = standalone(figure.querySelector<SVGSVGElement>('.chart > svg')!);
  if (format === 'svg') offer(svg, `${name}.svg`);
  else offer(await painted(svg, figure.querySelector('svg')!.viewBox.baseVal), `${name}.png`);
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
function csvOf(figure: HTMLElement): string {
  const rows = [...figure.querySelector('table')!.rows].map((row) =>
    [...row.cells].map(({ textContent }) => quoted(textContent!.trim().replaceAll(/\s+/g, ' '))).join(','),
  );
  return `\u{feff}${rows.join('\r\n')}\r\n`;
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const carried = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font',
  'text-anchor',
  'opacity',
] as const;

/** The drawing with the colours that the page gives it now, for use without the page. */
function standalone(svg: SVGSVGElement): Blob {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>('*');
  for (const [place, part] of copy.querySelectorAll<SVGElement>('*').entries()) {
    const style = getComputedStyle(originals[place]!);
    for (const name of carried) part.style.setProperty(name, style.getPropertyValue(name));
  }
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
}

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
