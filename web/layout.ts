import { html, raw } from 'hono/html';
import type { PortalFile } from '../use-cases/portal-ports.ts';
import { deskPath, homePath, plansPath } from './address.ts';
import { type Context, type Html, languages } from './context.ts';

export type Crumb = { name: string; path: string };

export type Page = {
  /** Behind the language. */
  path: string;
  title: string;
  /** A sentence for search engines and for those who share it. */
  description: string;
  /** From the index down to the page above this one. */
  crumbs: Crumb[];
  body: Html;
  /** Names of scripts that make it handier; it is complete without. */
  scripts?: string[];
};

/** A page as a file, with head, navigation and foot. */
export async function pageFile(context: Context, page: Page): Promise<PortalFile> {
  const { language } = context;
  const body = await html`<!doctype html>
<html lang="${language}">
${head(context, page)}
<body>
<a class="skip" href="#content">${context.words.skip}</a>
${header(context, page)}
<main id="content">
${page.body}
</main>
<footer id="foot"><p>${context.words.footer}</p><p><a href="/v1/docs">${context.words.apiDocs}</a></p></footer>
</body>
</html>
`;
  return { path: `${language}${page.path}`, type: 'text/html', body: body.toString() };
}

/** A page that comes slowly is shown once its foot is there: columns that grow with their rows would move what is read. */
function head(
  { assets, language, words }: Context,
  { path, title, description, scripts = [] }: Omit<Page, 'crumbs' | 'body'>,
): Html {
  const fullTitle = path === homePath ? `Civindex · ${words.tagline}` : `${title} · Civindex`;
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${fullTitle}</title>
<meta name="description" content="${description}">
<link rel="canonical" href="/${language}${path}">
${languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="/${other}${path}">`)}
<link rel="icon" href="${assets.get('icon')}">
<link rel="stylesheet" href="${assets.get('styles')}">
<link rel="expect" href="#foot" blocking="render">
${scripts.map((name) => pageScript(assets.get(name)!))}
</head>`;
}

/** It makes what is there handier before it is first shown, so that nothing moves. */
const pageScript = (address: string): Html =>
  html`<script type="module" src="${address}" blocking="render"></script>`;

function header({ language, words }: Context, { path, crumbs, title }: Page): Html {
  const other = languages.find((each) => each !== language)!;
  const otherName = other === 'vi' ? 'Tiếng Việt' : 'English';
  return html`<header class="top">
<nav aria-label="${words.navigation}">
<a class="brand" href="/${language}"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 17v-5M8 17V8M13 17V3M18 17V9"/></svg>Civindex</a>
<a href="/${language}${plansPath}">${words.plans}</a>
<a href="/${language}${deskPath}">${words.desk}</a>
<a href="/v1/docs">${words.api}</a>
<a class="language" href="/${other}${path}" lang="${other}" hreflang="${other}">${otherName}</a>
</nav>
${crumbs.length > 0 && html`<nav class="crumbs" aria-label="${words.here}"><ol>${crumbs.map(({ name, path: to }) => html`<li><a href="/${language}${to}">${name}</a></li>`)}<li aria-current="page">${title}</li></ol></nav>`}
</header>`;
}

/** A small page that other sites show in a frame: one figure, and the page that it is from. */
export type EmbedPage = Omit<Page, 'crumbs'> & { source: string };

export async function embedFile(context: Context, page: EmbedPage): Promise<PortalFile> {
  const { language } = context;
  const body = await html`<!doctype html>
<html lang="${language}">
${head(context, page)}
<body class="embedded">
<main id="content">
${page.body}
<p class="quiet" id="foot"><a href="/${language}${page.source}" target="_blank" rel="noopener">Civindex · ${page.title}</a></p>
</main>
</body>
</html>
`;
  return { path: `${language}${page.path}`, type: 'text/html', body: body.toString() };
}

/** Data that a script of the page reads by the id; it is not run. */
export const dataBlock = (id: string, data: unknown): Html =>
  html`<script type="application/json" id="${id}">${raw(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;
