/** A figure as a drawing that needs no page: its title, its sentence, what it shows just now, and where it is from. */

const svg = 'http://www.w3.org/2000/svg';
const margin = 20;
const titleSize = 18;
const textSize = 13;
const lineHeight = 1.4;

export function drawFigure(figure: HTMLElement): SVGSVGElement {
  const chart = figure.querySelector<SVGSVGElement>('.chart > svg');
  const { content, width, height } = chart ? copyOfChart(chart) : copyOfTable(figure.querySelector('table')!);
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
  const drawn = make('svg', { width: width + 2 * margin });
  let bottom = margin;
  const write = (text: string, size: number, weight = 400) => {
    for (const line of brokenLines(text, `${weight} ${size}px ${fontFamily}`, width)) {
      bottom += size * lineHeight;
      const written = make('text', { x: margin, y: bottom - 0.35 * size, 'font-size': size });
      written.setAttribute('font-weight', String(weight));
      written.textContent = line;
      drawn.append(written);
    }
  };
  const { title, trend } = wordsOf(figure);
  write(title, titleSize, 700);
  write(trend, textSize);
  bottom += margin / 2;
  drawn.append(content);
  content.setAttribute('transform', `translate(${margin} ${bottom})`);
  bottom += height + margin / 2;
  write(`Civindex · ${location.origin}${location.pathname}`, textSize - 2);
  bottom += margin;
  for (const [name, value] of Object.entries({ fill: color, 'font-family': fontFamily, xmlns: svg }))
    drawn.setAttribute(name, value);
  drawn.setAttribute('height', String(bottom));
  drawn.setAttribute('viewBox', `0 0 ${width + 2 * margin} ${bottom}`);
  drawn.style.background = backgroundColor;
  return drawn;
}

/** Headings are short where they stand below that of the page; away from it they need both. */
function wordsOf(figure: HTMLElement): { title: string; trend: string } {
  const page = document.querySelector('h1')!.textContent!;
  const own = figure.querySelector('figcaption :is(h2, h3)')?.textContent ?? page;
  return {
    title: figure.dataset['title'] ?? (own.includes(page) ? own : `${page} · ${own}`),
    trend: figure.querySelector('figcaption p')?.textContent ?? figure.dataset['trend'] ?? '',
  };
}

type Copy = { content: SVGElement; width: number; height: number };

function copyOfChart(chart: SVGSVGElement): Copy {
  const { width, height } = chart.viewBox.baseVal;
  const content = make('g', {});
  const copy = withStyles(chart);
  place(copy, { x: 0, y: 0, width, height });
  content.append(copy);
  return { content, width, height };
}

/** The words of its cells where they stand, the drawings in them, and a line below each row. */
function copyOfTable(table: HTMLTableElement): Copy {
  const { left, top, width, height } = table.getBoundingClientRect();
  const content = make('g', {});
  const rule = getComputedStyle(table.rows[0]!.cells[0]!).borderBottomColor;
  for (const row of table.rows) {
    const y = row.getBoundingClientRect().bottom - top;
    const line = make('line', { x1: 0, x2: width, y1: y, y2: y });
    line.setAttribute('stroke', rule);
    line.setAttribute('stroke-opacity', '0.3');
    content.append(line);
  }
  for (const drawing of table.querySelectorAll('svg')) {
    const rect = drawing.getBoundingClientRect();
    if (rect.width === 0) continue;
    const copy = withStyles(drawing);
    place(copy, { x: rect.left - left, y: rect.top - top, width: rect.width, height: rect.height });
    content.append(copy);
  }
  for (const { text, rect, style } of shownLines(table)) {
    const size = Number.parseFloat(style.fontSize);
    const baseline = rect.top + rect.height / 2 + 0.36 * size - top;
    const written = make('text', { x: rect.left - left, y: baseline, 'font-size': size });
    written.setAttribute('font-weight', style.fontWeight);
    written.setAttribute('fill', style.color);
    written.textContent = text;
    content.append(written);
  }
  return { content, width, height };
}

type Line = { text: string; rect: DOMRect; style: CSSStyleDeclaration };

/** What can be read in an element, a line as the page has broken it. */
function* shownLines(within: HTMLElement): Generator<Line> {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement!;
    if (!node.data.trim() || parent.closest('svg, .heard') || !parent.checkVisibility()) continue;
    const style = getComputedStyle(parent);
    for (const { text, rect } of linesOf(node)) yield { text, rect, style };
  }
}

function linesOf(node: Text): Pick<Line, 'text' | 'rect'>[] {
  const range = document.createRange();
  const lines: Pick<Line, 'text' | 'rect'>[] = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const rect = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.rect.top - rect.top) < 2) line.text += ` ${word}`;
    else lines.push({ text: word, rect });
  }
  return lines;
}

const carried = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'font',
  'text-anchor',
  'opacity',
] as const;

/** A copy with the colours that the page gives it now. */
function withStyles(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll<SVGElement>('*');
  for (const [at, part] of copy.querySelectorAll<SVGElement>('*').entries()) {
    const style = getComputedStyle(originals[at]!);
    if (style.display === 'none') part.style.display = 'none';
    else for (const name of carried) part.style.setProperty(name, style.getPropertyValue(name));
  }
  return copy;
}

function brokenLines(text: string, font: string, width: number): string[] {
  const ruler = document.createElement('canvas').getContext('2d')!;
  ruler.font = font;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && ruler.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function make<Name extends 'svg' | 'g' | 'line' | 'text'>(
  name: Name,
  attributes: Record<string, number>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(svg, name);
  place(made, attributes);
  return made;
}

function place(part: SVGElement, attributes: Record<string, number>): void {
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, String(value));
}
