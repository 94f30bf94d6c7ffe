import { beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '../../adapters/http/read-json.ts';
import { main } from '../../cli/main.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { apiUrl, deployment, eventually, untilQuiet } from './stack.ts';

beforeAll(untilQuiet);

const edition = 'e-government-province/2017';
const order = `${apiUrl}/v1/desk/editions/${edition}/order`;
const operator = () => signToken(deployment, 'civindex', 'operator');

async function give(body: object): Promise<Response> {
  const headers = { Authorization: `Bearer ${await operator()}`, 'Content-Type': 'application/json' };
  return fetch(order, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('an operator', () => {
  it('says something of a release: the public reads it, and the log has who said it', async () => {
    const note = { vi: 'Đã đối chiếu với bản in', en: 'Compared with the printed table' };
    const given = await give({ kind: 'annotate', revision: 1, note });
    expect([given.status, given.headers.get('location')]).toEqual([
      201,
      `/v1/desk/editions/${edition}/order`,
    ]);
    await given.text();
    const { errata } = await eventually(
      () => readJson<Responses['listErrata']>(`${apiUrl}/v1/indices/e-government-province/errata`),
      (answer) => answer.errata.length > 0,
    );
    expect(errata).toMatchObject([{ period: '2017', revision: 1, kind: 'note', note }]);
    const headers = { Authorization: `Bearer ${await operator()}` };
    await eventually(
      () => readJson<DeskResponses['getOrder']>(order, headers),
      ({ state }) => state === 'announced',
    );
    await untilQuiet();
    let stdout = '';
    const exitCode = await main(
      ['audit', '--edition', edition, '--api', apiUrl, '--token', await operator()],
      { stdout: { write: (text) => (stdout += text) }, stderr: process.stderr },
    );
    for (const act of ['definitions.registered', 'submission.decided', 'release.published', 'order.done'])
      expect(stdout).toContain(act);
    expect(stdout).toMatch(/acts, the chain is whole/);
    expect(exitCode).toBe(0);
  });

  it('sets an order for a time, sees it wait, and cancels it', async () => {
    const note = { vi: 'Sẽ thu hồi', en: 'To be withdrawn' };
    const given = await give({ kind: 'withdraw', revision: 1, at: '2090-01-01T08:00:00+07:00', note });
    expect(await given.json()).toMatchObject({ state: 'waiting', at: '2090-01-01T01:00:00.000Z' });
    expect((await give({ kind: 'annotate', revision: 1, note })).status).toBe(409);
    const headers = { Authorization: `Bearer ${await operator()}` };
    const cancelled = await fetch(`${order}/cancellation`, { method: 'POST', headers });
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
  });
});
