import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../cli/main.ts';
import { uploadProgress } from '../../../cli/upload-progress.ts';

const file = 'seeds/submissions/e-government-province/2017/provinces-63.csv';
const id = '01M80S68WSNT9K4N16P4TZTVHN';
const finding = {
  severity: 'error',
  row: 2,
  column: 'unit',
  message: { vi: 'Không có “Đà Nẵn”.', en: 'There is no “Đà Nẵn”.' },
  mend: { vi: 'Ghi “Đà Nẵng”.', en: 'Write “Da Nang”.' },
};
const report = { findings: [finding], total: { errors: 2, warnings: 0 } };

/** What the desk answers to each look at the submission: a status, or a whole body. */
let looks: (number | object)[] = [];
let store = 204;
let uploaded = '';

async function answer(request: IncomingMessage): Promise<[status: number, body?: object]> {
  if (request.url === '/upload') {
    uploaded = (await buffer(request)).toString();
    return [store];
  }
  const { port } = server.address() as AddressInfo;
  const upload = { url: `http://127.0.0.1:${port}/upload`, fields: { key: 'k' } };
  if (request.method === 'POST') return [201, { submission: { id }, upload }];
  const look = looks.shift()!;
  return typeof look === 'number' ? [look, { detail: 'said by the desk' }] : [200, look];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request);
  response.writeHead(status).end(body && JSON.stringify(body));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());
beforeEach(() => {
  store = 204;
});

async function civindex(isTTY: boolean, ...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const exitCode = await main([...args, '--api', api, '--token', 't', '--language', 'en'], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { isTTY, write: (text) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

const submit = (isTTY = false) => civindex(isTTY, 'submit', file, '--edition', 'e-government-province/2017');

describe('civindex submit', () => {
  it('uploads the file, says that it waits, and leaves one line behind', async () => {
    looks = [{ status: 'awaiting-upload' }, { id, status: 'accepted' }];
    const { exitCode, stdout, stderr } = await submit(true);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${file}: accepted (${id})\n`);
    expect(stderr).toBe('\r\u001b[2Kprovinces-63.csv: uploaded, waiting for its report … 0 s\r\u001b[2K');
    expect(uploaded).toContain('name="key"\r\n\r\nk\r\n');
    expect(uploaded).toContain('unit,');
  });

  it('says nothing of the way where nobody looks on', async () => {
    looks = [{ status: 'awaiting-upload' }, { id, status: 'accepted' }];
    expect((await submit()).stderr).toBe('');
  });

  it('goes on waiting when the desk is not to be had for a moment', async () => {
    looks = [503, 429, { id, status: 'accepted' }];
    expect(await submit()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('says of an expired token that the file was taken, and how to ask for its outcome', async () => {
    looks = [401];
    const { exitCode, stderr } = await submit();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/answered 401: said by the desk\n.*civindex status --submission 01M80S68/);
    looks = [{ id, fileName: 'dti.csv', status: 'rejected', report }];
    const later = await civindex(false, 'status', '--submission', id);
    expect(later).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `dti.csv: rejected (${id})\n  error [2, unit] There is no “Đà Nẵn”. Write “Da Nang”.\n  + 1\n`,
    });
  });

  it('says what the store says of a file that it does not take', async () => {
    store = 403;
    expect(await submit()).toMatchObject({ exitCode: 1, stderr: 'the file was not taken: 403 \n' });
  });
});

describe('the progress of an upload', () => {
  it('is counted in megabytes, and gives way to the time that the file waits', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    let drawn = '';
    const stream = { isTTY: true, write: (text: string) => (drawn += text) };
    const progress = uploadProgress(stream, 'dti.csv', 'vi');
    vi.advanceTimersByTime(400);
    progress.sent(2_500_000, 10_000_000);
    expect(drawn).toBe(`\rdti.csv ${'█'.repeat(7)}${'░'.repeat(23)} 2,5 / 10 MB`);
    progress.waiting(12_345);
    expect(drawn.endsWith('\r\u001b[2Kdti.csv: đã tải lên, đang chờ kiểm tra … 12 s')).toBe(true);
    progress.end();
    expect(drawn.endsWith('\r\u001b[2K')).toBe(true);
    vi.useRealTimers();
  });
});
