import { setTimeout as sleep } from 'node:timers/promises';

/** What readers got; times in milliseconds, from when a request was due, so that one that had to wait counts. */
export type ReaderReport = {
  requests: number;
  /** By status: 0 for no answer. */
  answers: Record<string, number>;
  p50: number;
  p99: number;
  slowest: number;
  /** Answers that contradict themselves or another, the first of them. */
  wrong: string[];
};

type Row = { unit: { id: string }; rank: number | null; score: number | null };
type Answer = { release?: { revision: number; run: string }; rows?: Row[] };

/** How long a reader waits. */
const patience = 30_000;
const mostWrong = 10;

/**
 * Asks one address after the other at a fixed rate, whether or not the answers before have come, until told to end.
 */
export async function readSteadily(
  addresses: readonly string[],
  { perSecond, signal }: { perSecond: number; signal: AbortSignal },
): Promise<ReaderReport> {
  const judge = createJudge();
  const times: number[] = [];
  const answers: Record<string, number> = {};
  const ask = async (address: string, due: number) => {
    const { status, text } = await get(address);
    times.push(performance.now() - due);
    answers[status] = (answers[status] ?? 0) + 1;
    if (status === 200) judge.look(address, JSON.parse(text));
  };
  const start = performance.now();
  const asked: Promise<void>[] = [];
  for (let place = 0; !signal.aborted; place += 1) {
    const due = start + (1_000 * place) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    asked.push(ask(addresses[place % addresses.length]!, due));
  }
  await Promise.all(asked);
  return { requests: times.length, answers, ...spread(times), wrong: judge.wrong };
}

async function get(address: string): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

/**
 * A ranking is wrong when its ranks do not follow its scores, and when it has other figures than another answer of the
 * same release. Intervals are not looked at: a release gets them when readers have it already.
 */
export function createJudge() {
  const seen = new Map<string, string>();
  const wrong: string[] = [];
  const blame = (what: string) => wrong.length < mostWrong && wrong.push(what);
  return {
    wrong,
    look(address: string, { release, rows }: Answer) {
      if (!release || !rows) return;
      const ranked = rows.filter(({ rank, score }) => rank !== null && score !== null);
      const falls = ranked.every((row, i) => {
        const above = ranked[i - 1];
        return !above || (above.score! >= row.score! && above.rank! <= row.rank!);
      });
      if (!falls) blame(`${address}: ranks do not follow scores`);
      const name = `${address} of release ${release.revision}, ${release.run}`;
      const figures = JSON.stringify(rows.map(({ unit, rank, score }) => [unit.id, rank, score]));
      const before = seen.get(name) ?? figures;
      if (before !== figures) blame(`${name} has had two sets of figures`);
      seen.set(name, before);
    },
  };
}

/** @returns zeros where nothing was measured */
export function spread(times: readonly number[]): { p50: number; p99: number; slowest: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50: at(0.5), p99: at(0.99), slowest: at(1) };
}
