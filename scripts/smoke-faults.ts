type Fetch = (url: string) => Promise<Response>;
type Indices = { indices: { id: string }[] };
type Editions = { editions: { period: string }[] };

const slowest = 10_000;
const get: Fetch = (url) => fetch(url, { signal: AbortSignal.timeout(slowest) });

/** @returns what a reader or an agency would find wrong with the service, a line each. It changes nothing. */
export async function smokeFaults(apiUrl: string, ask: Fetch = get): Promise<string[]> {
  const faults: string[] = [];
  const look = async (path: string, status: number): Promise<unknown> => {
    try {
      const answer = await ask(`${apiUrl}${path}`);
      if (answer.status !== status) faults.push(`${path} answers ${answer.status}, not ${status}`);
      if (answer.headers.get('X-Content-Type-Options') !== 'nosniff' && answer.status < 400)
        faults.push(`${path} lacks its security headers`);
      return answer.status === 200 ? await answer.json() : undefined;
    } catch (error) {
      faults.push(`${path} cannot be had: ${(error as Error).message}`);
      return undefined;
    }
  };
  await look('/v1', 200);
  await look('/v1/proof/keys', 200);
  await look('/v1/desk/submissions', 401);
  await look('/v1/indices/no-such-index', 404);
  const { indices = [] } = ((await look('/v1/indices', 200)) ?? {}) as Partial<Indices>;
  for (const { id } of indices) {
    const { editions = [] } = ((await look(`/v1/indices/${id}/editions`, 200)) ?? {}) as Partial<Editions>;
    const [newest] = editions;
    if (newest) await look(`/v1/indices/${id}/editions/${newest.period}/ranking`, 200);
  }
  return faults;
}
