import { Refused, refusalOf } from '../../desk/problem.ts';
import { element } from './element.ts';

/** The desk's API, for whoever has signed in. Paths are those behind `/v1/desk`, or links of its answers. */
export type Desk = {
  get<Body>(path: string): Promise<Body>;
  /** @param key stands for this one request, however often it is sent */
  post<Body>(path: string, body?: object, key?: string): Promise<Body>;
  remove(path: string): Promise<void>;
  download(path: string, fileName: string): Promise<void>;
};

const patience = 30_000;

export function openDesk(api: string, token: string): Desk {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const address = path.startsWith('/v1/') ? `${api}${path}` : `${api}/v1/desk${path}`;
    const headers = { Authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(patience) }).catch(
      () => {
        throw new Refused('unreachable');
      },
    );
    if (!response.ok) throw refusalOf(response.status, await response.text());
    return response;
  }
  return {
    get: async (path) => (await ask(path)).json(),
    post: async (path, body, key) => {
      const headers = {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key }),
      };
      const response = await ask(path, {
        method: 'POST',
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return response.json();
    },
    remove: async (path) => void (await ask(path, { method: 'DELETE' })),
    // Where it is not asked for by its type, LocalStack gives a workbook in Base64.
    download: async (path, fileName) =>
      save(await (await ask(path, { headers: { Accept: typeOf(fileName) } })).blob(), fileName),
  };
}

const typeOf = (fileName: string): string =>
  fileName.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : '*/*';

function save(content: Blob, fileName: string): void {
  const href = URL.createObjectURL(content);
  element('a', { href, download: fileName }).click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
