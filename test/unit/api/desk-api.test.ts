import { beforeEach, describe, expect, it } from 'vitest';
import { deskResponses, repeatedAnswers } from '../../../contracts/desk-responses.ts';
import { problem } from '../../../contracts/problem-schema.ts';
import { file, openDtiDesk, submissions } from './dti-desk.ts';
import { bodyOf } from './request.ts';

type Desk = ReturnType<typeof openDtiDesk>;
let world: Desk['world'];
let define: Desk['define'];
let post: Desk['post'];

beforeEach(() => {
  ({ world, define, post } = openDtiDesk());
});

describe('announcing a data file', () => {
  it('gives a submission at its own address and a form for one exact key', async () => {
    const result = await post('token-mic', file);
    expect(result.statusCode).toBe(201);
    const body = bodyOf(result);
    expect(deskResponses.createSubmission.parse(body)).toEqual(body);
    const { submission, upload } = body;
    expect(submission).toMatchObject({
      agency: 'mic',
      submittedBy: 'lan',
      edition: 'dti-province/2024',
      cohort: 'provinces-63',
      fileName: 'Chuyển đổi số (2024).csv',
      status: 'awaiting-upload',
    });
    expect(result.headers).toMatchObject({
      Location: `${submissions}/${submission.id}`,
      'Cache-Control': 'no-store',
    });
    expect(upload).toMatchObject({
      fields: { key: `submissions/${submission.id}/Chuyen-doi-so-2024.csv` },
      maximumBytes: 104_857_600,
    });
  });

  it('takes the first cohort that the agency may send where none is named', async () => {
    expect(bodyOf(await post('token-vcci', file)).submission.cohort).toBe('units-34');
  });

  it.each([
    [
      'a cohort of others',
      'token-vcci',
      { ...file, cohort: 'provinces-63' },
      403,
      { parameter: 'cohort', allowed: ['units-34'] },
    ],
    [
      'a cohort that is made from another',
      'token-mic',
      { ...file, cohort: 'units-34-restated' },
      400,
      { parameter: 'cohort', allowed: ['provinces-63', 'units-34'] },
    ],
    [
      'a cohort the edition has not',
      'token-mic',
      { ...file, cohort: 'ministries' },
      400,
      { parameter: 'cohort', allowed: ['provinces-63', 'units-34'] },
    ],
    ['an agency that reports elsewhere', 'token-operator', file, 403, {}],
    ['a role that may only read', 'token-reader', file, 403, {}],
    [
      'an edition that is not defined',
      'token-mic',
      { ...file, edition: 'dti-province/2030' },
      404,
      { parameter: 'edition' },
    ],
    [
      'an edition without a year',
      'token-mic',
      { ...file, edition: 'dti-province' },
      400,
      { parameter: 'edition' },
    ],
    ['no file name', 'token-mic', { edition: file.edition }, 400, { parameter: 'fileName' }],
    [
      'a file name with a folder',
      'token-mic',
      { ...file, fileName: '../run.csv' },
      400,
      { parameter: 'fileName' },
    ],
    [
      'a file name that reads backwards',
      'token-mic',
      { ...file, fileName: 'a\u202Evsc.csv' },
      400,
      { parameter: 'fileName' },
    ],
    [
      'an agency in the body',
      'token-mic',
      { ...file, agency: 'vcci' },
      400,
      { parameter: 'agency', allowed: ['edition', 'cohort', 'fileName', 'signature'] },
    ],
    ['a body that is no JSON', 'token-mic', 'edition=dti', 400, {}],
    ['a body that is no object', 'token-mic', [file], 400, {}],
  ])('refuses %s', async (_, token, body, status, help) => {
    const result = await post(token, body);
    expect(result.statusCode).toBe(status);
    expect(problem.strict().parse(bodyOf(result))).toMatchObject({ status, ...help });
    expect(world.submissions.size).toBe(0);
  });

  it.each([
    ['before it opens', { opens: '2026-03-01T00:00:00+07:00' }],
    ['after it has closed', { closes: '2025-12-31T23:59:59+07:00' }],
  ])('is refused %s, with the time', async (_, window) => {
    define(window);
    const result = await post('token-mic', file);
    expect(result.statusCode).toBe(409);
    expect(bodyOf(result).detail).toContain(Object.values(window)[0]);
  });

  it('is taken while the window is open', async () => {
    define({ opens: '2025-12-01T00:00:00+07:00', closes: '2026-03-01T00:00:00+07:00' });
    expect((await post('token-mic', file)).statusCode).toBe(201);
  });
});

describe('an idempotency key', () => {
  const headers = { 'idempotency-key': 'form-17' };

  it('makes the same request, sent twice, one submission', async () => {
    const [first, second] = [await post('token-mic', file, headers), await post('token-mic', file, headers)];
    expect(bodyOf(second).submission).toEqual(bodyOf(first).submission);
    expect(world.submissions.size).toBe(1);
  });

  it('is an agency’s own', async () => {
    await post('token-mic', file, headers);
    expect(bodyOf(await post('token-vcci', file, headers)).submission.agency).toBe('vcci');
    expect(world.submissions.size).toBe(2);
  });

  it('completes what a crash after taking the key left undone', async () => {
    await post('token-mic', file, headers);
    const [id] = [...world.submissions.keys()];
    world.submissions.clear();
    expect(bodyOf(await post('token-mic', file, headers)).submission.id).toBe(id);
    expect([...world.submissions.keys()]).toEqual([id]);
  });

  it('does not stand for two files', async () => {
    await post('token-mic', file, headers);
    const result = await post('token-mic', { ...file, fileName: 'other.csv' }, headers);
    expect([result.statusCode, bodyOf(result).parameter]).toEqual([409, 'Idempotency-Key']);
  });

  it('gives a submission that has been judged, and no form to send its file again', async () => {
    const { submission } = bodyOf(await post('token-mic', file, headers));
    world.submissions.set(submission.id, { ...world.submissions.get(submission.id)!, status: 'rejected' });
    const again = await post('token-mic', file, headers);
    expect([again.statusCode, again.headers?.['Location']]).toEqual([200, submission.links.self]);
    expect(bodyOf(again)).toEqual({ submission: { ...submission, status: 'rejected' } });
    expect(repeatedAnswers.createSubmission.parse(bodyOf(again))).toEqual(bodyOf(again));
    expect(world.submissions.size).toBe(1);
  });
});

describe('announcing definitions', () => {
  const bundle = { fileName: 'definitions.json' };

  it('is for operators, under a key of its own', async () => {
    const result = await post('token-operator', bundle, {}, '/v1/desk/definitions');
    const body = bodyOf(result);
    expect(deskResponses.createDefinitionsUpload.parse(body)).toEqual(body);
    expect(body.submission).toMatchObject({ kind: 'definitions', agency: 'portal' });
    expect(body.upload.fields.key).toBe(`definitions/${body.submission.id}/definitions.json`);
  });

  it('is refused to reporters', async () => {
    expect((await post('token-mic', bundle, {}, '/v1/desk/definitions')).statusCode).toBe(403);
  });
});
