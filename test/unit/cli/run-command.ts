import { main } from '../../../cli/main.ts';

/** Runs `civindex` in this process. */
export async function civindex(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await main(args, { stdout: stream('out'), stderr: stream('err') });
  return { code, ...written };
}
