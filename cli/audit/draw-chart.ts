// @ts-expect-error the types leave textMetrics out
import { Error as ERRORS, logger, parse, textMetrics, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Language } from '../words.ts';

/** What a chart shows, in Vega-Lite; size, colours and number marks are given to all charts here. */
export type Chart = Pick<
  Extract<TopLevelSpec, { layer: unknown }>,
  'layer' | 'height' | 'encoding' | 'transform'
> & {
  data: { values: object[] };
};

const WIDTH = 720;

/** Colours are names that the page gives values to, one set for light and one for dark paper. */
export const INK = 'var(--ink)';
export const QUIET = 'var(--quiet)';
export const RULE = 'var(--rule)';
export const ACCENT = 'var(--accent)';
export const SOFT = 'var(--soft)';
export const SECOND = 'var(--second)';

const config = {
  aria: false,
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    labelColor: INK,
    titleColor: QUIET,
    titleFontWeight: 'normal',
    labelFontSize: 12,
    titleFontSize: 12,
    labelLimit: 300,
    gridColor: RULE,
    domain: false,
    ticks: false,
    labelPadding: 8,
    titlePadding: 10,
  },
  axisX: { tickCount: 6 },
  axisY: { grid: false },
  legend: {
    labelColor: INK,
    titleColor: QUIET,
    labelFontSize: 12,
    orient: 'top',
    title: null,
    labelLimit: 400,
    symbolSize: 90,
    columns: 2,
  },
  text: { font: 'system-ui, sans-serif', fontSize: 12 },
} as const;

/** Without a canvas the width of text is guessed, and Vega's guess is that of capitals. */
textMetrics.width = (item: { fontSize?: number }, text: unknown) =>
  0.54 * (item.fontSize ?? 12) * String(text ?? '').length;

/**
 * Draws a chart as SVG, without a browser: the same bytes for the same chart. It scales with the page, and a screen
 * reader takes it for one image with a name.
 *
 * @param name what the image is called; plain text
 */
export async function drawChart(chart: Chart, name: string, language: Language): Promise<string> {
  const spec = {
    ...chart,
    width: WIDTH,
    padding: 4,
    autosize: { type: 'fit-x', contains: 'padding' },
    config: { ...config, locale: { number: numberLocale[language] } },
  } as TopLevelSpec;
  const view = new View(parse(compile(spec, { logger: logger(ERRORS) }).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
  return svg.replace(
    /^<svg [^>]*>/,
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeXml(name)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
  );
}

const numberLocale = {
  vi: { decimal: ',', thousands: '.', grouping: [3], currency: ['', ''] },
  en: { decimal: '.', thousands: ',', grouping: [3], currency: ['', ''] },
};

/** Text that a data file or a definition brings must stay text. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\p{Cc}/gu, '');
