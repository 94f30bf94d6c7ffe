import { createHash } from 'node:crypto';

type Schema = { type?: string | string[]; enum?: string[]; pattern?: string };
type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
  description?: string;
  example?: unknown;
};
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  responses: Record<string, { description: string }>;
};
type Description = {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Operation>>;
};

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code{overflow-wrap:anywhere}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0}
:target{outline:2px solid;outline-offset:.5rem}`;

/** Nothing but the page's own style sheet may act on it: no script, no image, no font, no frame. */
export const apiPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The API's description for people: every operation under its name, with its parameters. One page, no script. */
export function apiPage({ info, paths }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const sections = operations.map(
    ({
      path,
      method,
      operationId,
      summary,
      parameters = [],
      responses,
    }) => `<section id="${text(operationId)}">
<h2>${text(summary)}</h2>
<p><code>${method} ${text(path)}</code></p>
${table(parameters)}<p>Answers: ${Object.entries(responses)
      .map(([status, { description }]) => `<code>${status}</code> ${text(description)}`)
      .join(' · ')}</p>
</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(info.title)} API</title><style>${style}</style></head>
<body><h1>${text(info.title)} API</h1>
<p>${text(info.description)}</p>
<p>For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Operations"><ul>
${operations.map(({ operationId, summary }) => `<li><a href="#${text(operationId)}">${text(summary)}</a></li>`).join('\n')}
</ul></nav>
<main>
${sections.join('\n')}
</main></body></html>
`;
}

const table = (parameters: Parameter[]): string =>
  parameters.length === 0
    ? ''
    : `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Meaning</th></tr></thead>
<tbody>${parameters.map(row).join('\n')}</tbody></table>
`;

function row({ name, in: place, required, schema, description = '', example }: Parameter): string {
  const values = schema?.enum
    ? ` One of ${schema.enum.map((value) => `<code>${text(value)}</code>`).join(', ')}.`
    : '';
  const sample = example === undefined ? '' : ` Example: <code>${text(String(example))}</code>`;
  const must = required ? ' (required)' : '';
  return `<tr><th scope="row"><code>${text(name)}</code>${must}</th><td>${text(place)}</td><td>${text(description)}${values}${sample}</td></tr>`;
}

const text = (written: string): string => written.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
