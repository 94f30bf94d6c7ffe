import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { deskResponses } from '../../../contracts/desk-responses.ts';
import type { JudgedFilePorts } from '../../../use-cases/judged-file.ts';
import { previewFile } from '../../../use-cases/preview-file.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from '../use-cases/three-provinces.ts';
import { openDesk } from './desk.ts';
import { bodyOf } from './request.ts';

const people = {
  lan: { subject: 'lan', agency: 'telecoms', roles: ['reporter'] },
  minh: { subject: 'minh', agency: 'statistics', roles: ['reporter'] },
};
const network = { index: 'network', period: '2022' };
const template = '/v1/desk/editions/network/2022/template';

let pipeline: Pipeline;
let ask: ReturnType<typeof openDesk>;
const bytesOf = ({ body, isBase64Encoded }: Awaited<ReturnType<typeof ask>>) => {
  expect(isBase64Encoded).toBe(true);
  return Buffer.from(body, 'base64');
};

beforeEach(async () => {
  pipeline = new Pipeline();
  await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]'),
    'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]'),
  });
  ask = openDesk(pipeline.world, people);
});

describe('a template', () => {
  it('comes as a workbook, and filled in is accepted', async () => {
    const answer = await ask('lan', template);
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': 'attachment; filename="network-2022-all-telecoms.xlsx"',
      },
    });
    const workbook = await readXlsx(bytesOf(answer));
    expect(workbook.sheets[1]?.rows[1]?.slice(0, 2)).toEqual(['Cần Thơ', 'reach']);
  });

  it('shows a value that was given for another index, and by whom', async () => {
    await pipeline.submit({ index: 'access', period: '2022' }, 'all', 'statistics', 'unit,reach\nHuế,95\n');
    const csv = bytesOf(await ask('lan', `${template}?format=csv&language=en`)).toString();
    expect(csv).toContain('Hue,reach,Reach,percent,,95,"statistics, access/2022",,,');
  });

  it('has what the agency gave before filled in, since a later file replaces it', async () => {
    await pipeline.submit(network, 'all', 'telecoms', 'unit,indicator,value,note\nHuế,speed,30,-x\n');
    const csv = bytesOf(await ask('lan', `${template}?format=csv`)).toString();
    expect(csv).toContain("Huế,speed,Tốc độ,Mbps,,,,30,,'-x");
  });

  it('is told to programs as a schema', async () => {
    const schema = JSON.parse(bytesOf(await ask('lan', `${template}?format=json-schema`)).toString());
    expect(schema.items.required).toEqual(['Đơn vị', 'Mã chỉ tiêu']);
  });

  it('is for reporters of the edition, in the formats that there are', async () => {
    expect((await ask('minh', template)).statusCode).toBe(403);
    expect((await ask('lan', '/v1/desk/editions/network/1999/template')).statusCode).toBe(404);
    const answer = await ask('lan', `${template}?format=pdf`);
    expect(answer.statusCode).toBe(400);
    expect(bodyOf(answer)['allowed']).toEqual(['xlsx', 'csv', 'json-schema']);
  });
});

describe('the rows of a file', () => {
  const previewOf = async (rows: string[]) => {
    const text = ['unit,speed', ...rows].join('\n');
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', text);
    const body = bodyOf(await ask('lan', `/v1/desk/submissions/${submission.id}/preview`));
    expect(deskResponses.getPreview.parse(body)).toEqual(body);
    return body;
  };

  it('are shown as they were read', async () => {
    expect(await previewOf(['Huế,nhiều'])).toMatchObject({
      rows: [
        { row: 1, cells: ['unit', 'speed'] },
        { row: 2, cells: ['Huế', 'nhiều'] },
      ],
      isWhole: true,
    });
  });

  it('are cut where they are long, and where they are many', async () => {
    const { rows, isWhole } = await previewOf(Array(300).fill(`${'x'.repeat(500)},1`));
    expect([rows.length, isWhole, rows[1].cells[0].length]).toEqual([100, false, 121]);
  });

  it('are the first ones, and those with a finding wherever they stand, errors before warnings', async () => {
    const preview = async (marked: number[]) => {
      const table = Array.from({ length: 400 }, (_, place) => ({ row: place + 1, cells: [`${place}`] }));
      const report = { findings: marked.map((row) => ({ row })) };
      const ports = {
        submissions: { get: async () => ({ id: '1', agency: 'telecoms', kind: 'data', report }) },
        files: { getUpload: async () => ({}) },
        rows: async function* () {
          yield* table;
        },
      } as unknown as JudgedFilePorts;
      const { rows, isWhole } = await previewFile(ports, people.lan, { id: '1' });
      expect(isWhole).toBe(false);
      return rows.map(({ row }) => row).slice(11);
    };
    expect(await preview([33])).toEqual([12, 33]);
    const warned = Array.from({ length: 200 }, (_, place) => place + 100);
    expect((await preview([390, ...warned])).slice(-2)).toEqual([186, 390]);
  });
});

describe('the file as it was sent', () => {
  it('comes back with its faulty cells marked, and the list of findings', async () => {
    const { submission } = await pipeline.submit(
      network,
      'all',
      'telecoms',
      'Bảng 1\n\nunit,speed,reach,period\nHuế,nhiều,120,2022\n=cmd(),30,95,2022\n',
    );
    const answer = await ask('lan', `/v1/desk/submissions/${submission.id}/report.xlsx?language=en`);
    const workbook = await readXlsx(bytesOf(answer), { readStyles: true });
    const [file, findings] = workbook.sheets;
    expect(file?.rows.slice(2)).toEqual([
      ['unit', 'speed', 'reach', 'period'],
      ['Huế', 'nhiều', '120', '2022'],
      ['=cmd()', '30', '95', '2022'],
    ]);
    expect(file?.cells?.get('4,0')?.formula).toBeUndefined();
    expect(file?.cells?.get('3,1')).toMatchObject({
      style: { fill: { fgColor: { rgb: expect.stringContaining('FFC7CE') } } },
      comment: { text: expect.stringContaining('“nhiều” is not a number.') },
    });
    expect(file?.cells?.get('3,0')?.style?.fill).toBeUndefined();
    expect(findings?.rows.slice(1).map((row) => row.slice(0, 5))).toEqual([
      ['Error', 'B4', 4, 'speed', 'nhiều'],
      ['Error', 'C4', 4, 'reach', '120'],
      ['Error', 'A5', 5, 'unit', '=cmd()'],
    ]);
  });

  it('is not there before it was judged, nor for others', async () => {
    const waiting = pipeline.open(network, 'all', 'telecoms');
    const address = `/v1/desk/submissions/${waiting.id}/report.xlsx`;
    expect((await ask('lan', address)).statusCode).toBe(409);
    expect((await ask('minh', address)).statusCode).toBe(404);
  });
});
