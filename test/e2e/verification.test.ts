import { beforeAll, expect, it } from 'vitest';
import { readJson } from '../../adapters/http/read-json.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Role } from '../../contracts/roles.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { apiUrl, deployment, eventually, ranking, rowOf } from './stack.ts';

type Claims = DeskResponses['getClaims'];

const id = 'e-government-scorecard-sample/2024';
const desk = `${apiUrl}/v1/desk/editions/${id}/claims`;
const unit = 'da-nang';
const dossiers = { indicator: 'egov-scorecard.dossiers', unit };
const languages = { indicator: 'egov-scorecard.further-languages', unit };
let file = '';

const bearer = async (agency: string, role: Role) => ({
  Authorization: `Bearer ${await signToken(deployment, agency, role)}`,
});

async function say([agency, role]: [string, Role], what: 'decisions' | 'answers', body: object) {
  const headers = { ...(await bearer(agency, role)), 'Content-Type': 'application/json' };
  const address = `${desk}/${file}/${what}`;
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Claims };
}

const decide = (...verdicts: object[]) => say(['mic', 'reviewer'], 'decisions', { verdicts });
const answer = (text: string) =>
  say(['civindex', 'reporter'], 'answers', { answers: [{ ...dossiers, text }] });

const score = async (value: number) =>
  rowOf(
    await eventually(
      () => ranking(id),
      (now) => rowOf(now, unit).score === value,
      60_000,
    ),
    unit,
  );

beforeAll(async () => {
  const address = `${apiUrl}/v1/desk/claims`;
  const { editions } = await readJson<DeskResponses['listVerifiedEditions']>(
    address,
    await bearer('mic', 'reviewer'),
  );
  expect(editions.map(({ links }) => `${apiUrl}${links.claims}`)).toContain(desk);
  const { files } = await readJson<DeskResponses['listClaims']>(desk, await bearer('mic', 'reviewer'));
  file = files[0]!.submission;
});

it('shows a reviewer what is claimed, with evidence, and the public that it is provisional', async () => {
  const { claims, counts } = await readJson<Claims>(`${desk}/${file}`, await bearer('mic', 'reviewer'));
  expect(counts).toEqual({ claims: 30, decided: 0, answered: 0 });
  expect(claims[1]).toMatchObject({ ...dossiers, claimed: 110_000 });
  expect(claims[1]!.evidence).toBe('https://example.org/danang/dossiers');
  expect(rowOf(await ranking(id), unit)).toMatchObject({ score: 64.63, verification: { provisional: true } });
});

it('leaves nobody to verify their own file, nor another agency to see it', async () => {
  const verdicts = [{ ...dossiers, outcome: 'accepted', reason: 'ours' }];
  expect((await say(['civindex', 'reviewer'], 'decisions', { verdicts })).status).toBe(403);
  expect((await say(['mic', 'reporter'], 'decisions', { verdicts })).status).toBe(403);
  expect((await say(['vcci', 'reviewer'], 'decisions', { verdicts })).status).toBe(404);
  expect((await fetch(`${desk}/${file}`, { headers: await bearer('vcci', 'reporter') })).status).toBe(404);
});

it('computes again by what was decided; the reporter answers once, and is decided about anew', async () => {
  const corrected = { ...dossiers, outcome: 'corrected', value: 90_000, reason: 'counted twice' };
  const rejected = { ...languages, outcome: 'rejected', reason: 'the link is dead' };
  const accepted = {
    indicator: 'egov-scorecard.services',
    unit,
    outcome: 'accepted',
    reason: 'as registered',
  };
  expect(await decide(corrected, rejected, accepted)).toMatchObject({
    status: 200,
    body: { counts: { decided: 3 } },
  });
  // 0.95 × 20 + 15 + 30 × 90 000 ÷ 160 000 + 8
  expect(await score(58.88)).toMatchObject({ rank: 3, verification: { claimed: 64.63, deducted: 5.75 } });

  const { claims } = await readJson<Claims>(`${desk}/${file}`, await bearer('civindex', 'reporter'));
  expect(claims[1]!.decision).toEqual({ outcome: 'corrected', verified: 90_000, reason: 'counted twice' });
  expect(await answer('page 3 of the annex')).toMatchObject({
    status: 200,
    body: { counts: { answered: 1 } },
  });
  expect((await answer('and page 4')).status).toBe(409);

  await decide({ ...dossiers, outcome: 'accepted', reason: 'page 3 shows it' });
  expect(await score(62.63)).toMatchObject({ rank: 2, verification: { deducted: 2 } });
});
