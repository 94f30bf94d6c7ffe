import { afterEach, expect, it, vi } from 'vitest';
import { createLog } from '../../../lambdas/shared/log.ts';

afterEach(() => vi.restoreAllMocks());

it('a stranger’s words stay words within a line: they make up no other', () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const forged = 'x"}\n{"level":"INFO","message":"published","service":"publish-release"}\r\u2028\u001b[2K';
  const log = createLog({ service: 'desk-api', stage: 'local', level: 'INFO' });
  log.error('request failed', { path: forged, error: new Error(forged) });
  const lines = written
    .join('')
    .trimEnd()
    .split(/[\r\n]/);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'ERROR', service: 'desk-api', path: forged });
});
