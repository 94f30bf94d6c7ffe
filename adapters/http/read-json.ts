/**
 * A JSON body of a response that must be a success.
 *
 * @throws {Error} naming address, status and the beginning of the body otherwise.
 */
export async function readJson<Body>(address: string, headers: Record<string, string> = {}): Promise<Body> {
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${address} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Body;
}
