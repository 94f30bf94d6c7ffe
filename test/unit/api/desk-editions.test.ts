import { beforeEach, describe, expect, it } from 'vitest';
import { deskResponses } from '../../../contracts/desk-responses.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from '../use-cases/three-provinces.ts';
import { openDesk } from './desk.ts';
import { bodyOf } from './request.ts';

const people = {
  lan: { subject: 'lan', agency: 'telecoms', roles: ['reporter'] },
  minh: { subject: 'minh', agency: 'statistics', roles: ['reporter'] },
  hoa: { subject: 'hoa', agency: 'chamber', roles: ['reporter'] },
  an: { subject: 'an', agency: 'portal', roles: ['operator'] },
};
const network = { index: 'network', period: '2022' };
const editions = '/v1/desk/editions';
const late = { agency: 'telecoms', until: '2026-02-01T17:00:00+07:00', reason: 'The flood of December.' };

let pipeline: Pipeline;
let ask: ReturnType<typeof openDesk>;
const post = (person: string, address: string, body?: unknown) =>
  ask(person, address, { method: 'POST', body });

/** The clock of the tests starts with 2026. Of the network's editions one is closed, the other open for a month. */
beforeEach(async () => {
  pipeline = new Pipeline();
  const both = '[{ agency: telecoms, indicators: [speed] }, { agency: statistics, indicators: [reach] }]';
  const closing = (year: string, closes: string) =>
    index('network', ['speed', 'reach'], [year], both, [`submission: { closes: "${closes}" }`]);
  const of2023 = closing('2023', '2026-01-31T17:00:00+07:00');
  const { outcome } = await pipeline.define({
    'units.yaml': units,
    'network.yaml': closing('2022', '2025-12-31T17:00:00+07:00'),
    '2023.yaml': of2023.slice(of2023.lastIndexOf('---')),
    'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]'),
  });
  expect(outcome).toBe('registered');
  ask = openDesk(pipeline.world, people);
});

describe('my editions', () => {
  const mine = async (person: string, query = '') => {
    const body = bodyOf(await ask(person, editions + query));
    expect(deskResponses.listDeskEditions.parse(body)).toEqual(body);
    return body.editions.map(({ id, state }: { id: string; state: string }) => [id, state]);
  };

  it('are those that my agency reports for, the first to close first', async () => {
    expect(await mine('minh')).toEqual([
      ['network/2022', 'closed'],
      ['network/2023', 'open'],
      ['access/2022', 'open'],
    ]);
    expect(await mine('lan', '?state=open')).toEqual([['network/2023', 'open']]);
    expect(await mine('hoa')).toEqual([]);
  });

  it('say what was sent, what is in force and what is missing', async () => {
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,30\n');
    await pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nAtlantis,30\n');
    await pipeline.submit({ index: 'access', period: '2022' }, 'all', 'statistics', 'unit,reach\nHuế,90\n');
    const lan = bodyOf(await ask('lan', `${editions}/network/2022`));
    expect(deskResponses.getDeskEdition.parse(lan)).toEqual(lan);
    expect(lan.cohorts).toMatchObject([
      {
        id: 'all',
        state: 'accepted',
        sent: 2,
        inForce: { id: submission.id },
        latest: { status: 'rejected' },
      },
    ]);
    expect(lan.cohorts[0].coverage).toMatchObject({
      expected: 3,
      given: 1,
      indicators: [
        {
          id: 'speed',
          given: 1,
          missing: ['can-tho', 'da-nang'],
          missingNames: [{ vi: 'Cần Thơ' }, { vi: 'Đà Nẵng' }],
        },
      ],
    });
    const minh = bodyOf(await ask('minh', `${editions}/network/2022`));
    expect(minh.cohorts).toMatchObject([{ state: 'missing', sent: 0, coverage: { expected: 3, given: 1 } }]);
  });

  it('are all editions to an operator, with who reports and who verifies', async () => {
    const body = bodyOf(await ask('an', '/v1/desk/agenda'));
    expect(deskResponses.listAllEditions.parse(body)).toEqual(body);
    expect(body.editions).toMatchObject([
      { id: 'network/2022', state: 'closed', reporters: ['telecoms', 'statistics'], reviewers: [] },
      { id: 'network/2023', state: 'open', links: { self: `${editions}/network/2023/status` } },
      { id: 'access/2022', state: 'open', reporters: ['statistics'] },
    ]);
  });

  it('are marked for an operator while a run waits for its release', async () => {
    const waiting = async () =>
      bodyOf(await ask('an', '/v1/desk/agenda'))
        .editions.filter(({ waits }: { waits: boolean }) => waits)
        .map(({ id }: { id: string }) => id);
    const manual = { index: 'manual', period: '2022' };
    await pipeline.define({
      'units.yaml': units,
      'manual.yaml': index('manual', ['reach'], ['2022'], '[{ agency: hospital }]', ['release: manual']),
    });
    expect(await waiting()).toEqual([]);
    await pipeline.submit(manual, 'all', 'hospital', 'unit,reach\nHuế,90\n');
    expect(await waiting()).toEqual(['manual/2022']);
    const { run } = pipeline.world.candidates.get('manual/2022')!;
    const order = await post('an', `${editions}/manual/2022/order`, { kind: 'release', run });
    expect(order.statusCode).toBe(201);
    await pipeline.deliver();
    expect(await waiting()).toEqual([]);
  });

  it('are refused one by one to who does not report for them', async () => {
    expect((await ask('hoa', `${editions}/network/2022`)).statusCode).toBe(403);
    expect((await ask('an', editions)).statusCode).toBe(403);
  });
});

describe('a permission to be late', () => {
  const permissions = `${editions}/network/2022/permissions`;
  const file = { edition: 'network/2022', fileName: 'late.csv' };
  const send = (person: string) => post(person, '/v1/desk/submissions', file);

  it('opens a closed edition for one agency, and says in its list until when', async () => {
    expect((await send('lan')).statusCode).toBe(409);
    const granted = await post('an', permissions, late);
    expect([granted.statusCode, bodyOf(granted)]).toEqual([
      201,
      expect.objectContaining({ ...late, grantedBy: 'an' }),
    ]);
    expect((await send('lan')).statusCode).toBe(201);
    expect((await send('minh')).statusCode).toBe(409);
    const [first] = bodyOf(await ask('lan', editions)).editions;
    expect(first).toMatchObject({ id: 'network/2023' });
    expect(bodyOf(await ask('lan', `${editions}/network/2022`))).toMatchObject({
      state: 'open',
      window: { closes: late.until },
    });
  });

  it('is kept with who gave it, when and why, once though it is given again', async () => {
    const first = bodyOf(await post('an', permissions, late));
    expect(bodyOf(await post('an', permissions, late))).toEqual(first);
    const body = bodyOf(await ask('an', permissions));
    expect(deskResponses.listLatePermissions.parse(body)).toEqual(body);
    expect(body.permissions).toMatchObject([{ ...late, grantedBy: 'an' }]);
  });

  it.each([
    ['by a reporter', 'lan', permissions, late, 403],
    ['to one who does not report', 'an', permissions, { ...late, agency: 'chamber' }, 400],
    ['for a time that has passed', 'an', permissions, { ...late, until: '2025-12-31T18:00:00+07:00' }, 400],
    ['without a reason', 'an', permissions, { ...late, reason: ' ' }, 400],
    [
      'for an edition that never closes',
      'an',
      `${editions}/access/2022/permissions`,
      { ...late, agency: 'statistics' },
      409,
    ],
    ['for an edition that is not defined', 'an', `${editions}/network/1999/permissions`, late, 404],
  ])('is not given %s', async (_, person, address, body, status) => {
    expect((await post(person, address, body)).statusCode).toBe(status);
    expect(pipeline.world.lateGrants).toEqual([]);
  });
});

describe('a form', () => {
  const formFor = async () => {
    const body = bodyOf(
      await post('lan', '/v1/desk/submissions', { edition: 'network/2023', fileName: 'a.csv' }),
    );
    return Date.parse(body.upload.expiresAt) - Date.UTC(2026, 0, 1);
  };

  it('lasts a quarter of an hour, and never longer than the edition is open', async () => {
    expect(await formFor()).toBe(900_000);
    const tenSecondsBefore = Date.parse('2026-01-31T17:00:00+07:00') - 10_000;
    pipeline.world.clock = { now: () => new Date(tenSecondsBefore) };
    ask = openDesk(pipeline.world, people);
    expect(await formFor()).toBe(10_000);
  });
});

describe('submissions', () => {
  it('can be asked for by edition and status', async () => {
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,30\n');
    await pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nAtlantis,30\n');
    const ids = async (query: string) =>
      bodyOf(await ask('lan', `/v1/desk/submissions?${query}`)).submissions.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('status=accepted')).toEqual([submission.id]);
    expect(await ids('edition=network/2022&status=accepted')).toEqual([submission.id]);
    expect(await ids('edition=network/2023')).toEqual([]);
    expect((await ask('lan', '/v1/desk/submissions?status=lost')).statusCode).toBe(400);
  });

  it('have reports that are read page by page', async () => {
    const rows = Array.from({ length: 5 }, (_, place) => `Atlantis ${place},30`).join('\n');
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', `unit,speed\n${rows}\n`);
    const first = bodyOf(
      await ask('lan', `/v1/desk/submissions/${submission.id}/report?severity=error&limit=3`),
    );
    expect(deskResponses.getReport.parse(first)).toEqual(first);
    expect([first.kept, first.findings.length]).toEqual([5, 3]);
    const second = bodyOf(await ask('lan', first.links.next));
    expect(second.findings.map(({ row }: { row: number }) => row)).toEqual([5, 6]);
    expect(second.links.next).toBeUndefined();
  });

  it('are withdrawn by an address of their own', async () => {
    await post('an', `${editions}/network/2022/permissions`, late);
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,30\n');
    const answer = await post('lan', `/v1/desk/submissions/${submission.id}/withdrawal`);
    expect([answer.statusCode, bodyOf(answer).status]).toEqual([200, 'withdrawn']);
    expect(deskResponses.withdrawSubmission.parse(bodyOf(answer))).toEqual(bodyOf(answer));
  });
});
