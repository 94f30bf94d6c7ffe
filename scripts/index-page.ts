import { readJson } from '../adapters/http/read-json.ts';
import type { Responses } from '../contracts/public-responses.ts';

type ListedIndex = Responses['listIndices']['indices'][number];

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
const link = (address: string, text: string) => `<a href="${escaped(address)}">${escaped(text)}</a>`;

/** A page that lists the indices with links into the API. */
export async function indexPage(apiUrl: string): Promise<string> {
  const { indices } = await readJson<Responses['listIndices']>(`${apiUrl}/v1/indices`);
  const items = await Promise.all(indices.map((index) => listItem(apiUrl, index)));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Civindex</title>
<style>body{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem}li{margin:.75rem 0}</style>
<h1>Civindex</h1>
<ul>
${items.join('\n')}
</ul>
<p>${link('/v1', 'The API')} · ${link('/v1/openapi.json', 'its description')}</p>
</html>
`;
}

async function listItem(apiUrl: string, { id, name, description, links }: ListedIndex): Promise<string> {
  const { periods } = await readJson<Responses['getIndex']>(`${apiUrl}${links.self}`);
  const rankings = periods.map((period) => link(`${links.editions}/${period}/ranking`, period));
  return `<li><strong>${link(links.self, name.en)}</strong> (<span lang="vi">${escaped(name.vi)}</span>) <code>${id}</code>
<br>${escaped(description.en)}<br>${rankings.join(' · ')}</li>`;
}
