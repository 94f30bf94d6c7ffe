/** An answer that is no success; its message names what was asked, the status and what the service says of it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(asked: string, status: number, body: string) {
    super(`${asked} answered ${status}: ${detailOf(body)}`);
    this.status = status;
  }
}

/** What may go well another time. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refusal) || error.status >= 500 || error.status === 429;

/** Of a problem document what is for people, else the beginning. */
function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body);
    if (typeof detail === 'string') return detail;
  } catch {}
  return body.slice(0, 500);
}

/**
 * A JSON body of a response that must be a success.
 *
 * @throws {Refusal}, or what `fetch` throws
 */
export async function readJson<Body>(address: string, headers: Record<string, string> = {}): Promise<Body> {
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (!response.ok) throw new Refusal(`GET ${address}`, response.status, text);
  return JSON.parse(text) as Body;
}
