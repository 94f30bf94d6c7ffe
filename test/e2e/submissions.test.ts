import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../adapters/http/upload-file.ts';
import { loadConfig } from '../../lib/config.ts';
import {
  deadLetters,
  deskOf,
  download,
  edition,
  eventually,
  outputs,
  ranking,
  rowOf,
  s3,
  send,
  untilQuiet,
} from './stack.ts';

const seed = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', 'seeds', 'submissions', name), 'utf8');
const dti2020 = seed('dti-province/2020/provinces-63.csv');
const headings = dti2020.slice(0, dti2020.indexOf('\n') + 1);

beforeAll(untilQuiet);

describe('a template', () => {
  it('comes as a workbook, with a row for each value', async () => {
    const file = await download('mic', '/v1/desk/editions/dti-province/2020/template');
    const { sheets } = await readXlsx(file);
    expect(sheets.map(({ name }) => name)).toEqual(['Hướng dẫn', 'Số liệu']);
    expect(sheets[1]!.rows).toHaveLength(1 + 63 * 3);
  });
});

describe('a file that cannot be taken', () => {
  const mixed = Buffer.concat([
    Buffer.from(`${headings}Huế,0.522,0.4,0.3655\n`),
    Buffer.from([0xd0, 0xe0, 0x20, 0x4e, 0xe3, 0xde, 0x6e, 0x67]), // Đà Nẵng in Windows-1258
    Buffer.from(',0.5346,0.4155,0.4964\n'),
  ]);
  const cases: [string, string | Uint8Array, object][] = [
    ['empty', '', { code: 'file-empty' }],
    [
      'with a broken quotation mark',
      `${headings}"Đà Nẵng,0.5346,0.4155,0.4964\n`,
      { code: 'file-malformed', row: 2 },
    ],
    ['in two encodings', mixed, { code: 'file-encoding', row: 3 }],
    [
      'with a province that does not exist',
      `${headings}Đà Nẵng,0.5346,0.4155,0.4964\nAtlantis,0.5,0.5,0.5\n`,
      { code: 'unit-unknown', row: 3, column: 'unit', value: 'Atlantis' },
    ],
    [
      'of which one cell in two rows is wrong',
      `${headings}Đà Nẵng,0.5346,0.4155,0.4964\nHuế,0.522,nhiều,0.3655\n`,
      { code: 'value-not-a-number', row: 3, column: 'dti.digital-economy', value: 'nhiều' },
    ],
    [
      'that is a damaged workbook',
      Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 6, 0]), Buffer.alloc(64)]),
      { code: 'file-malformed' },
    ],
  ];

  it.each(cases)('%s: is rejected, and the report says where', async (_, content, finding) => {
    const before = await edition('dti-province/2020');
    const { status, report } = await send('mic', { edition: 'dti-province/2020', content });
    expect(status).toBe('rejected');
    expect(report!.total.errors).toBeGreaterThan(0);
    expect(report!.findings).toContainEqual(expect.objectContaining({ severity: 'error', ...finding }));
    for (const { message, mend } of report!.findings)
      for (const text of [message.vi, message.en, mend.vi, mend.en]) expect(text).not.toBe('');

    await untilQuiet();
    expect(await edition('dti-province/2020')).toEqual(before);
  });

  it('comes back as a workbook with its faulty cells marked', async () => {
    const { id } = await send('mic', {
      edition: 'dti-province/2020',
      content: `${headings}Atlantis,1,1,1\n`,
    });
    const file = await download('mic', `/v1/desk/submissions/${id}/report.xlsx?language=en`);
    const [sent, findings] = (await readXlsx(file, { readStyles: true })).sheets;
    expect(sent?.cells?.get('1,0')?.comment?.text).toContain('Atlantis');
    expect(findings?.rows[1]?.slice(0, 2)).toEqual(['Error', 'A2']);
  });

  it('keeps the original in the bucket, byte for byte', async () => {
    const content = Buffer.from(`${headings}Atlantis,0.5,0.5,0.5\n`);
    const { id } = await send('mic', { edition: 'dti-province/2020', content });
    const Bucket = outputs['UploadsBucketName']!;
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `submissions/${id}/` }));
    expect(Contents).toHaveLength(1);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: Contents![0]!.Key! }));
    expect(Buffer.from(await Body!.transformToByteArray())).toEqual(content);
  });

  it('that is larger than the limit is refused by the store itself', async () => {
    const desk = await deskOf('mic');
    const opened = await desk.openSubmission({ edition: 'dti-province/2020', fileName: 'large.csv' });
    const answer = await uploadFile(opened.upload, new Uint8Array(opened.upload.maximumBytes + 1));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('EntityTooLarge');
  });

  it('of an edition that the agency does not report for gets no form', async () => {
    const desk = await deskOf('vecom');
    await expect(desk.openSubmission({ edition: 'dti-province/2020', fileName: 'a.csv' })).rejects.toThrow(
      /403/,
    );
  });
});

describe('a file that is sent again', () => {
  it('gives the same ranking, and no new release', async () => {
    const before = await ranking('dti-province/2020');
    const { status } = await send('mic', { edition: 'dti-province/2020', content: dti2020 });
    expect(status).toBe('accepted');
    await untilQuiet();
    const after = await ranking('dti-province/2020');
    expect(after.release).toEqual(before.release);
    expect(after.rows).toEqual(before.rows);
  });

  it('uploaded twice with one form has one outcome', async () => {
    const desk = await deskOf('mic');
    const opened = await desk.openSubmission({ edition: 'dti-province/2020', fileName: 'twice.csv' });
    const answers = await Promise.all([
      uploadFile(opened.upload, dti2020),
      uploadFile(opened.upload, dti2020),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    const first = await desk.outcome(opened.submission.id, 30_000);
    await untilQuiet();
    expect(await desk.outcome(opened.submission.id, 30_000)).toMatchObject({
      status: 'accepted',
      decidedAt: first.decidedAt,
    });
  });
});

describe('a burst of ten files for one edition', () => {
  const id = 'ict-index-province/2019';
  const cohort = 'recomputed';
  const original = seed('ict-index-province/2019/recomputed.csv');
  const window = loadConfig('local', {}).recompute.windowSeconds;
  const withApplication = (value: number) => original.replace(/,0\.85\b/, `,${value}`);

  it('ends with the newest, in far fewer releases than files', async () => {
    const { release: before } = await edition(id);
    const desk = await deskOf('mic');
    const files = [];
    for (let i = 0; i < 10; i++) {
      const opened = await desk.openSubmission({ edition: id, cohort, fileName: `${i}.csv` });
      files.push({ opened, content: withApplication(0.6 + i / 100) });
    }
    await Promise.all(files.map(({ opened, content }) => uploadFile(opened.upload, content)));
    const judged = await Promise.all(files.map(({ opened }) => desk.outcome(opened.submission.id, 120_000)));
    await untilQuiet();

    const newest = rowOf(await ranking(id, { cohort, node: 'it-application' }), 'da-nang');
    expect(newest.score).toBe(0.69);
    const { release: after } = await edition(id);
    // A slow emulator stretches the burst over several windows of the queue: each may give a release.
    const times = judged.map(({ decidedAt }) => Date.parse(decidedAt!));
    const windows = Math.ceil((Math.max(...times) - Math.min(...times)) / 1_000 / window) + 1;
    expect(after.revision - before.revision).toBeLessThanOrEqual(Math.max(5, windows));

    await send('mic', { edition: id, cohort, content: original });
    const restored = () => ranking(id, { cohort, node: 'it-application' });
    await eventually(restored, (each) => rowOf(each, 'da-nang').score === 0.85);
  });
});

it('leaves nothing in a dead-letter queue', async () => {
  await untilQuiet();
  const loads = await deadLetters();
  expect(loads.length).toBeGreaterThanOrEqual(4);
  expect(loads.filter(({ messages }) => messages > 0)).toEqual([]);
});
