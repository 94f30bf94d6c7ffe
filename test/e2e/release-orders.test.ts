import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '../../adapters/http/desk-client.ts';
import { readJson } from '../../adapters/http/read-json.ts';
import { main } from '../../cli/main.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Receipt } from '../../contracts/proof-documents.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { documentIn } from '../../use-cases/signed-document.ts';
import { wardEdition, wardNetwork } from '../builders/wards.ts';
import { apiUrl, deployment, eventually, send, untilQuiet } from './stack.ts';

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const key = { ...(await exportJWK(publicKey)), kid: 'ward-office-1' };

/** An edition that an operator releases: nothing of it is public until then. Its reporter signs files. */
const definitions =
  wardNetwork('ward', { vi: 'Mạng phường', en: 'Ward network' }, [
    ['ward-north', 'Phường Bắc', 'North Ward'],
    ['ward-south', 'Phường Nam', 'South Ward'],
    ['ward-west', 'Phường Tây', 'West Ward'],
  ]) +
  wardEdition(
    'ward',
    '2022',
    'release: manual',
    'reporters:',
    `  - { agency: ward-office, keys: [${JSON.stringify(key)}] }`,
  );

const index = `${apiUrl}/v1/indices/ward-network`;
const edition = 'ward-network/2022';
const desk = `${apiUrl}/v1/desk/editions/${edition}`;
const note = { vi: 'Phường Bắc báo nhầm', en: 'North Ward reported a wrong figure' };

const file = (north: number) =>
  `unit,ward.speed,ward.reach\nward-north,${north},90\nward-south,60,91\nward-west,20,60\n`;
const submit = (north: number) => send('ward-office', { edition, content: file(north) });

/** A detached JWS (RFC 7515 F) of the bytes as they are (RFC 7797). */
async function sign(content: string): Promise<string> {
  const header = { alg: 'ES256', kid: key.kid, b64: false, crit: ['b64'] };
  const signed = await new FlattenedSign(new TextEncoder().encode(content))
    .setProtectedHeader(header)
    .sign(privateKey);
  return `${signed.protected}..${signed.signature}`;
}

const headers = async () => ({
  Authorization: `Bearer ${await signToken(deployment, 'civindex', 'operator')}`,
});

async function give(body: object): Promise<Response> {
  const asked = { ...(await headers()), 'Content-Type': 'application/json' };
  return fetch(`${desk}/order`, { method: 'POST', headers: asked, body: JSON.stringify(body) });
}

/** Gives an order and waits until it is carried out and told. */
async function carryOut(body: object): Promise<DeskResponses['getOrder']> {
  const given = await give(body);
  expect([given.status, given.headers.get('location')]).toEqual([201, `/v1/desk/editions/${edition}/order`]);
  const { id } = (await given.json()) as DeskResponses['giveOrder'];
  const own = await headers();
  return eventually(
    () => readJson<DeskResponses['getOrder']>(`${desk}/order`, own),
    (order) => order.id === id && order.state === 'announced',
    60_000,
  );
}

/** The run that waits for an operator, once it is another than the one known. */
async function candidate(known?: string): Promise<string> {
  const own = await headers();
  const found = await eventually(
    async () => {
      const answer = await fetch(`${desk}/candidate`, { headers: own });
      const body = (await answer.json()) as Partial<DeskResponses['previewRelease']>;
      return body.candidate?.run;
    },
    (run) => run !== undefined && run !== known,
  );
  return found!;
}

const read = async (address: string, own: Record<string, string> = {}) => {
  const answer = await fetch(address, { headers: own });
  return { status: answer.status, text: await answer.text() };
};

const ranking = (query = '') => readJson<Responses['getRanking']>(`${index}/editions/2022/ranking${query}`);
const northIn = ({ rows }: Responses['getRanking']) => rows.find(({ unit }) => unit.id === 'ward-north');

let first: string;
let signed: Submission;

beforeAll(async () => {
  await untilQuiet();
  await registerBundle(
    apiUrl,
    (agency, role) => signToken(deployment, agency, role),
    JSON.stringify({ files: [{ path: 'ward-network.yaml', text: definitions }] }),
  );
  signed = await send('ward-office', { edition, content: file(40), signature: await sign(file(40)) });
  first = await candidate();
});

describe('a file that its agency has signed', () => {
  it('counts, and its receipt holds the signature', async () => {
    expect(signed.status).toBe('accepted');
    const own = { Authorization: `Bearer ${await signToken(deployment, 'ward-office', 'reporter')}` };
    const receipt = await eventually(
      () => read(`${apiUrl}${signed.links.self}/receipt`, own),
      ({ status }) => status === 200,
    );
    expect(documentIn<Receipt>(receipt.text).signature).toEqual({
      jws: expect.stringMatching(/^[\w-]+\.\.[\w-]+$/),
      verified: true,
    });
  });

  it('is rejected with another figure under the same signature', async () => {
    const { status, report } = await send('ward-office', {
      ...{ edition, content: file(41), signature: await sign(file(40)) },
    });
    expect(status).toBe('rejected');
    expect(report!.findings).toMatchObject([{ code: 'signature-wrong', severity: 'error' }]);
  });
});

describe('a release at a set second', () => {
  it('is nowhere to be read before, to the byte, and is there then', async () => {
    const addresses = ['', '/units/ward-north', '/results.csv', '/releases'].map(
      (path) => `${index}/editions/2022${path === '' ? '/ranking' : path}`,
    );
    const readAll = () => Promise.all([...addresses, `${index}/releases.atom`].map((each) => read(each)));
    // Wakes what answers: a cold start for each address takes an emulator longer than there is time below.
    await readAll();
    const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 5_000);
    const given = await give({ kind: 'release', run: first, at: at.toISOString() });
    expect(await given.json()).toMatchObject({ state: 'waiting', at: at.toISOString() });
    let seen = 0;
    while (Date.now() < at.getTime()) {
      const answers = await readAll();
      // What was asked before the second and answered after it is either.
      if (Date.now() >= at.getTime()) break;
      seen += 1;
      for (const { text } of answers) expect(text).not.toContain(first);
      expect(answers.slice(0, -1).map(({ status }) => status)).toEqual(addresses.map(() => 404));
    }
    expect(seen).toBeGreaterThan(0);
    const { release } = await eventually(
      () => ranking().catch(() => undefined),
      (answer) => answer !== undefined,
      90_000,
    ).then((answer) => answer!);
    expect(release).toMatchObject({ revision: 1, run: first, current: true });
    expect(release.publishedAt >= at.toISOString()).toBe(true);
  });

  it('may be cancelled as long as it waits, and one order stands at a time', async () => {
    await eventually(
      async () => readJson<DeskResponses['getOrder']>(`${desk}/order`, await headers()),
      ({ state }) => state === 'announced',
    );
    const given = await give({ kind: 'withdraw', revision: 1, at: '2090-01-01T08:00:00+07:00', note });
    expect(await given.json()).toMatchObject({ state: 'waiting', at: '2090-01-01T01:00:00.000Z' });
    expect((await give({ kind: 'annotate', revision: 1, note })).status).toBe(409);
    const cancelled = await fetch(`${desk}/order/cancellation`, { method: 'POST', headers: await headers() });
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
  });
});

describe('what is public', () => {
  it('is replaced at once by an order, with a note, and stays at its own address', async () => {
    await submit(70);
    const second = await candidate(first);
    expect((await ranking()).release).toMatchObject({ revision: 1, run: first });
    await carryOut({ kind: 'release', run: second, note });
    const now = await ranking();
    expect(now.release).toMatchObject({ revision: 2, run: second, note });
    expect(northIn(now)).toMatchObject({ rank: 1 });
    expect(northIn(await ranking('?revision=1'))).toMatchObject({ rank: 2 });
  });

  it('goes back to an earlier release, which is a new one, and stays there when a file comes', async () => {
    await carryOut({ kind: 'roll-back', revision: 1, note });
    const { release } = await ranking();
    expect(release).toMatchObject({ revision: 3, run: first, rolledBackTo: 1 });
    await submit(80);
    await untilQuiet();
    expect((await ranking()).release.revision).toBe(3);
  });

  it('is withdrawn: readers get 410 with the note, and the release before stays', async () => {
    await carryOut({ kind: 'withdraw', revision: 3, note });
    const { status, text } = await read(`${index}/editions/2022/ranking`);
    expect([status, JSON.parse(text).detail]).toEqual([410, expect.stringContaining(note.en)]);
    expect((await read(`${index}/editions/2022/ranking?revision=3`)).status).toBe(410);
    expect((await ranking('?revision=2')).release).toMatchObject({ revision: 2 });
    const { errata } = await readJson<Responses['listErrata']>(`${index}/errata`);
    expect(errata.map(({ kind, revision }) => [kind, revision])).toEqual([
      ['withdrawal', 3],
      ['roll-back', 3],
      ['revision', 2],
    ]);
  });

  it('was proved, and every act on it is in the log, whose chain is whole', async () => {
    await untilQuiet();
    const written = { stdout: '', stderr: '' };
    const streams = {
      stdout: { write: (text: string) => (written.stdout += text) },
      stderr: { write: (text: string) => (written.stderr += text) },
    };
    const pinned = `${index}/editions/2022/ranking?revision=2`;
    expect([await main(['verify', pinned], streams), written.stderr]).toEqual([0, '']);
    const token = await signToken(deployment, 'civindex', 'operator');
    const args = ['audit', '--edition', edition, '--api', apiUrl, '--token', token];
    expect(await main(args, streams)).toBe(0);
    for (const act of [
      'order.given',
      'order.cancelled',
      'order.done',
      'release.published',
      'release.withdrawn',
    ])
      expect(written.stdout).toContain(act);
    expect(written.stdout).toMatch(/acts, the chain is whole/);
  });
});
