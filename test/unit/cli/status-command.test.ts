import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../../cli/main.ts';

const own = {
  editions: [
    {
      id: 'dti-province/2025',
      state: 'open',
      window: { closes: '2026-03-31T17:00:00+07:00' },
      cohorts: [{ id: 'provinces-63', state: 'rejected', sent: 2 }],
    },
  ],
};
const board = {
  id: 'dti-province/2025',
  state: 'closed',
  window: {},
  counts: { expected: 2, submitted: 1, late: 1 },
  method: {
    refusedAt: '2026-04-02T00:00:00.000Z',
    faults: [
      {
        severity: 'error',
        cohort: 'provinces-63',
        node: 'total',
        code: 'score-not-finite',
        message: 'a score is too large for arithmetic (Infinity)',
        mend: 'Correct the values.',
      },
    ],
  },
  reporters: [
    {
      agency: 'mic',
      cohort: 'provinces-63',
      state: 'submitted',
      late: true,
      submission: { createdAt: '2026-04-01T00:00:00.000Z' },
    },
    { agency: 'vcci', cohort: 'provinces-63', state: 'missing', late: false },
  ],
};
const answers: Record<string, unknown> = {
  '/v1/desk/editions': own,
  '/v1/desk/editions/dti-province/2025/status': board,
};
const server = createServer((request, response) => {
  const body = request.headers.authorization === 'Bearer t' ? answers[request.url!] : undefined;
  response
    .writeHead(body ? 200 : 403)
    .end(JSON.stringify(body ?? { detail: 'This takes the role operator' }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

async function civindex(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const exitCode = await main([...args, '--api', api], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

it('shows a reporter its editions, their deadlines and how its files stand', async () => {
  const { exitCode, stdout } = await civindex('status', '--token', 't');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/dti-province\/2025 +provinces-63 +open +2026-03-31T17:00:00\+07:00 +rejected +2\n/);
});

it('shows an operator who has submitted and who has not', async () => {
  const { stdout } = await civindex('status', 'dti-province/2025', '--token', 't');
  expect(stdout).toContain('dti-province/2025: closed; 1 of 2 submitted, 1 late');
  expect(stdout).toMatch(/mic +provinces-63 +submitted +late +2026-04-01/);
  expect(stdout).toMatch(/vcci +provinces-63 +missing\n/);
  expect(stdout).toContain(
    'not computed since 2026-04-02T00:00:00.000Z:\n' +
      'error: provinces-63: total: a score is too large for arithmetic (Infinity) (Correct the values.)\n',
  );
});

it('says what the desk says when it refuses', async () => {
  const { exitCode, stderr } = await civindex('status', 'dti-province/2025', '--token', 'x');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('role operator')]);
});
