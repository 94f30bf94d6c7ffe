import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { deskClient } from '../../adapters/http/desk-client.ts';
import { uploadFile } from '../../adapters/http/upload-file.ts';
import { signMachineToken } from '../../adapters/identity/development-issuer.ts';
import { createUploadGrants } from '../../adapters/s3/upload-grants.ts';
import { signProgramToken, signToken } from '../../scripts/local-deployment.ts';
import {
  apiUrl,
  deployment,
  deskOf,
  eventually,
  outputs,
  ranking,
  rowOf,
  s3,
  send,
  untilIdle,
} from './stack.ts';

const id = 'ict-index-province/2022';
const cohort = 'recomputed';
const original = readFileSync(
  join(import.meta.dirname, '..', '..', 'seeds', 'submissions', id, `${cohort}.csv`),
  'utf8',
);

const issuer = 'http://127.0.0.1/civindex-development';

/** Asks the desk with a token, or with what somebody holds out as one. */
async function ask(token: string, path: string, method = 'GET') {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${apiUrl}/v1/desk${path}`, { method, headers });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

const score = async () => rowOf(await ranking(id, { cohort, node: 'it-application' }), 'quang-ninh').score;

/** Nothing that changes rankings is on its way. */
const untilSettled = () => untilIdle('validate-submission', 'recompute-rankings', 'publish-release');

beforeAll(untilSettled);

describe('a file that an agency takes back', () => {
  it('gives way to the one before it, in what the public reads', async () => {
    const before = await score();
    const other = original.replace(',0.75', ',0.33');
    const { id: submission, status } = await send('mic', { edition: id, cohort, content: other });
    expect(status).toBe('accepted');
    await eventually(score, (value) => value === 0.33, 60_000);
    const token = await signToken(deployment, 'mic', 'reporter');
    const withdrawn = await ask(token, `/submissions/${submission}/withdrawal`, 'POST');
    expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'withdrawn']);
    await eventually(score, (value) => value === before, 60_000);
    expect((await ask(token, `/submissions/${submission}/withdrawal`, 'POST')).status).toBe(200);
  });

  it('counts for nothing when it is uploaded after that', async () => {
    const desk = await deskOf('mic');
    const opened = await desk.openSubmission({ edition: id, cohort, fileName: 'late.csv' });
    const token = await signToken(deployment, 'mic', 'reporter');
    const { body } = await ask(token, `/submissions/${opened.submission.id}/withdrawal`, 'POST');
    expect(body.status).toBe('cancelled');
    const before = await score();
    await uploadFile(opened.upload, original.replace(',0.75', ',0.44'));
    await untilSettled();
    expect(await score()).toBe(before);
  });
});

describe('another agency', () => {
  it('neither sees nor withdraws a file, nor its report', async () => {
    const { id: submission } = await send('mic', { edition: id, cohort, content: original });
    const token = await signToken(deployment, 'vcci', 'reporter');
    for (const [path, method] of [
      [`/submissions/${submission}`, 'GET'],
      [`/submissions/${submission}/report`, 'GET'],
      [`/submissions/${submission}/withdrawal`, 'POST'],
    ] as const)
      expect([path, (await ask(token, path, method)).status]).toEqual([path, 404]);
    expect((await ask(token, '/submissions')).text).not.toContain(submission);
    expect((await ask(token, `/editions/${id}`)).status).toBe(403);
  });

  it('cannot upload to a key that its form does not name', async () => {
    const [mine, theirs] = [await deskOf('mic'), await deskOf('vcci')];
    const target = await mine.openSubmission({ edition: id, cohort, fileName: 'a.csv' });
    const form = await theirs.openSubmission({ edition: 'pci-province/2016', fileName: 'a.csv' });
    const fields = { ...form.upload.fields, key: target.upload.fields['key']! };
    expect((await uploadFile({ ...form.upload, fields }, original)).status).toBe(403);
  });
});

it('takes nothing with a form that has expired', async () => {
  const desk = await deskOf('mic');
  const { submission } = await desk.openSubmission({ edition: id, cohort, fileName: 'a.csv' });
  const grants = createUploadGrants({ client: s3, bucket: outputs['UploadsBucketName']! });
  const key = `submissions/${submission.id}/a.csv`;
  const expired = await grants.grant(key, { maximumBytes: original.length, seconds: -1 });
  const answer = await uploadFile(expired, original);
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('expired')]);
});

describe('a program of an agency', () => {
  it('sends files with a token of its own, for its agency alone', async () => {
    const desk = deskClient(apiUrl, await signProgramToken(deployment, 'mic', 'reporter'));
    const { submission, upload } = await desk.openSubmission({ edition: id, cohort, fileName: 'a.csv' });
    expect(submission).toMatchObject({ agency: 'mic', submittedBy: 'program-of-mic' });
    await uploadFile(upload, original);
    expect((await desk.outcome(submission.id, 60_000)).status).toBe('accepted');
    const other = await signProgramToken(deployment, 'vcci', 'reporter');
    expect((await ask(other, `/submissions/${submission.id}`)).status).toBe(404);
  });

  it('stands for nobody when its scopes name two agencies', async () => {
    const claims = { subject: 'program', agency: 'mic civindex/agency:vcci', roles: ['reporter'] };
    const token = await signMachineToken(claims, deployment.keys, { issuer, audience: 'civindex' });
    expect((await ask(token, '/submissions')).status).toBe(401);
  });
});

describe('whoever makes a token up', () => {
  it('is sent away, whatever it says', async () => {
    const unsigned = new UnsecuredJWT({ agency: 'mic', roles: ['reporter', 'operator'] })
      .setIssuer(issuer)
      .setAudience('civindex')
      .setSubject('someone')
      .setExpirationTime('1h')
      .encode();
    const [header, payload] = (await signToken(deployment, 'mic', 'operator')).split('.');
    for (const token of [unsigned, `${header}.${payload}.AAAA`, 'nothing'])
      expect((await ask(token, '/submissions')).status).toBe(401);
    const token = await signToken(deployment, 'mic', 'reporter');
    expect((await fetch(`${apiUrl}/v1/desk/submissions?token=${token}`)).status).toBe(401);
  });
});

it('shows an agency its editions, and what is missing', async () => {
  const token = await signToken(deployment, 'mic', 'reporter');
  const { status, body } = await ask(token, `/editions/${id}`);
  expect(status).toBe(200);
  const work = body.cohorts.find((each: { id: string }) => each.id === cohort);
  expect(work).toMatchObject({ state: 'accepted', coverage: { expected: expect.any(Number) } });
  expect((await ask(token, '/editions?state=open')).body.editions.length).toBeGreaterThan(10);
});
