export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Milliseconds that a piece of work takes. */
export function once(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export type Timing = {
  /** Milliseconds. */
  median: number;
  best: number;
  /** Of one plain pass over the same bytes. */
  floor: number;
  /** How many such passes the work takes. */
  passes: number;
};

const warmUp = 1_000;
const measuring = 2_000;
const fewest = 5;

/**
 * Times work and, in turns with it, one plain summation over the same bytes: a machine that drifts does so for both,
 * and their ratio stays. Small sums are repeated until they take long enough for the clock.
 */
export function inPasses(bytes: Float64Array, work: () => unknown): Timing {
  const repeats = Math.max(1, Math.round(200_000 / bytes.length));
  const pass = () => {
    for (let repeat = 0; repeat < repeats; repeat++) plainPass(bytes);
  };
  until(warmUp, () => {
    pass();
    work();
  });
  const floors: number[] = [];
  const times: number[] = [];
  until(measuring, () => {
    floors.push(once(pass) / repeats);
    times.push(once(work));
  });
  const ratios = times.map((time, turn) => time / floors[turn]!);
  return { median: median(times), best: Math.min(...times), floor: median(floors), passes: median(ratios) };
}

function until(milliseconds: number, turn: () => void): void {
  const start = performance.now();
  for (let turns = 0; turns < fewest || performance.now() - start < milliseconds; turns++) turn();
}

function plainPass(values: Float64Array): number {
  let sum = 0;
  for (let place = 0, length = values.length; place < length; place++) sum += values[place]!;
  return sum;
}
