import { readXlsx } from 'hucre/xlsx';
import { beforeAll, expect, it } from 'vitest';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Role } from '../../contracts/roles.ts';
import { cityNetwork, networkFile } from '../../scripts/city-network.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { apiUrl, deployment, download, send } from './stack.ts';

const index = 'late-sample';
const edition = `${index}/2026`;
const hour = 3_600_000;
const time = (offset: number) => new Date(Date.now() + offset).toISOString();
const [late, other] = ['agency-001', 'agency-002'] as const;

async function post(agency: string, role: Role, path: string, body: object) {
  const response = await fetch(`${apiUrl}/v1/desk${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await signToken(deployment, agency, role)}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

const permit = (role: Role) =>
  post('civindex', role, `/editions/${edition}/permissions`, {
    agency: late,
    until: time(hour),
    reason: 'a flood',
  });

const announce = (agency: string) =>
  post(agency, 'reporter', '/submissions', { edition, fileName: 'late.csv' });

beforeAll(async () => {
  const { definitions } = cityNetwork(2, { index, submission: { closes: time(-hour) } });
  const tokenFor = (agency: string, role: 'reporter' | 'operator') => signToken(deployment, agency, role);
  await registerBundle(apiUrl, tokenFor, JSON.stringify({ files: definitions }));
});

it('takes a file after the deadline from the agency that an operator lets, and from no other', async () => {
  expect(await announce(late)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('ask its operator for more time') },
  });
  expect((await permit('reporter')).status).toBe(403);
  expect(await permit('operator')).toMatchObject({ status: 201, body: { agency: late, reason: 'a flood' } });
  const { status, body } = await announce(late);
  expect(status).toBe(201);
  const { upload } = body as unknown as DeskResponses['createSubmission'];
  expect(Date.parse(upload.expiresAt)).toBeLessThanOrEqual(Date.now() + hour);
  expect((await send(late, { edition, content: networkFile(late, 1, index) })).status).toBe('accepted');
  expect((await announce(other)).status).toBe(409);
});

it('gives each agency a template with its own rows only, and what it gave before', async () => {
  const workbook = await readXlsx(await download(late, `/v1/desk/editions/${edition}/template?language=en`));
  const rows = workbook.sheets[1]!.rows.slice(1);
  expect(rows.map(([unit]) => unit)).toEqual(['Sample agency-001', 'Sample agency-001', 'Sample agency-001']);
  expect(rows.every((row) => typeof row[7] === 'number')).toBe(true);
});
