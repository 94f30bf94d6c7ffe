import { describe, expect, it } from 'vitest';
import { smokeFaults } from '../../../scripts/smoke-faults.ts';

const headers = { 'X-Content-Type-Options': 'nosniff' };
const json = (body: object, status = 200) => Response.json(body, { status, headers });

const service: Record<string, () => Response> = {
  '/v1': () => json({}),
  '/v1/proof/keys': () => json({ keys: [] }),
  '/v1/desk/submissions': () => json({}, 401),
  '/v1/indices': () => json({ indices: [{ id: 'dti-province' }] }),
  '/v1/indices/no-such-index': () => json({}, 404),
  '/v1/indices/dti-province/editions': () => json({ editions: [{ period: '2022' }, { period: '2021' }] }),
  '/v1/indices/dti-province/editions/2022/ranking': () => json({ rows: [] }),
};

const look = (changes: typeof service = {}) => {
  const asked: string[] = [];
  const answers = { ...service, ...changes };
  const faults = smokeFaults('https://api.test', async (url) => {
    const path = url.replace('https://api.test', '');
    asked.push(path);
    return answers[path]!();
  });
  return { faults, asked };
};

describe('a look at a service that was just deployed', () => {
  it('finds nothing wrong with one that is well, and asks for the newest ranking of each index', async () => {
    const { faults, asked } = look();
    expect(await faults).toEqual([]);
    expect(asked.sort()).toEqual(Object.keys(service).sort());
  });

  it.each<[string, () => Response, string]>([
    ['/v1/indices/dti-province/editions/2022/ranking', () => json({}, 500), 'answers 500, not 200'],
    ['/v1/desk/submissions', () => json({}, 200), 'answers 200, not 401'],
    ['/v1', () => Response.json({}), 'lacks its security headers'],
    [
      '/v1/indices',
      () => {
        throw new Error('timed out');
      },
      'cannot be had: timed out',
    ],
  ])('finds %s wrong', async (path, answer, fault) => {
    expect(await look({ [path]: answer }).faults).toEqual([`${path} ${fault}`]);
  });
});
