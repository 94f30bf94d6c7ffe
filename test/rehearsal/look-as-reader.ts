import { get } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Responses } from '../../contracts/public-responses.ts';
import { smokeFaults } from '../../scripts/smoke-faults.ts';

/** Says what was looked at, and counts what is not so. */
export type Expect = (what: string, isSo: boolean, seen: unknown) => void;

type Service = { endpoint: string; apiUrl: string; edgeUrl: string };

/** The ranking of the one file that was sent, through the edge and beside it. */
export async function lookAsReader({ endpoint, apiUrl, edgeUrl }: Service, expect: Expect): Promise<void> {
  const Host = new URL(edgeUrl).host;
  const throughEdge = (path: string) => getAs(Host, `${endpoint}${path}`);
  const askEdge = (url: string) => throughEdge(url.slice(endpoint.length));
  const faults = [...(await smokeFaults(apiUrl)), ...(await smokeFaults(endpoint, askEdge))];
  expect('Smoke test, of the API and through the edge', faults.length === 0, faults.join('; ') || 'well');

  const path = '/v1/indices/dti-province/editions/2022/ranking';
  const [direct, edge] = [await (await fetch(apiUrl + path)).text(), await (await throughEdge(path)).text()];
  const [first] = (JSON.parse(edge) as Responses['getRanking']).rows;
  const [unit, score] = [first?.unit.id, first?.score?.toFixed(4)];
  expect('First of DTI 2022, through the edge', unit === 'da-nang' && score === '0.8002', `${unit} ${score}`);
  expect('The edge says what the API says', direct === edge, `${edge.length} characters`);

  for (const page of ['/vi', '/en/indices/dti-province/2022']) {
    const drawn = await untilDrawn(() => throughEdge(page));
    const policy = drawn.headers.get('Content-Security-Policy') ?? '';
    const isGuarded = policy.includes("default-src 'none'") && !policy.includes('unsafe-inline');
    expect(`Page ${page}, drawn and guarded`, drawn.ok && isGuarded, drawn.status);
  }
}

/** Asks as whoever has looked up the host's address: fetch would name the endpoint's own. */
const getAs = (Host: string, url: string) =>
  new Promise<Response>((resolve, reject) => {
    get(url, { headers: { Host }, servername: '' }, async (answer) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      const { statusCode: status = 0 } = answer;
      resolve(new Response(await buffer(answer), { status, headers: headers as [string, string][] }));
    }).on('error', reject);
  });

/** Pages are drawn a while after a release, the first ones before it. */
async function untilDrawn(ask: () => Promise<Response>): Promise<Response> {
  const end = Date.now() + 120_000;
  while (true) {
    const answer = await ask();
    if (answer.ok && (await answer.text()).includes('dti-province')) return answer;
    if (Date.now() > end) throw new Error(`The page is not drawn: ${answer.status}`);
    await sleep(1_000);
  }
}
