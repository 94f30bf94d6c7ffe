import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { compute, type Subject } from '../domain/analysis/subject.ts';
import { simulateRanks } from '../domain/analysis/uncertainty/simulate-ranks.ts';
import { createEvaluation, evaluate } from '../domain/engine/evaluate.ts';
import { scoreUnits } from '../domain/engine/score-units.ts';
import type { Normalisation } from '../domain/methodology/definitions.ts';
import { inPasses, type Timing } from './stopwatch.ts';
import { syntheticCohort } from './synthetic-cohort.ts';

/**
 * `npm run bench:engine`: how long the engine takes, warm, on one thread; beside each row one plain summation over
 * the same bytes, timed in turns with it. Says what is met and what is missed and never fails: machines are noisy.
 */
const small = { units: 51, indicators: 49 };
const large = { units: 10_000, indicators: 100 };
const mostPasses = 10;

function normaliseAndAggregate(cohort: Subject): Timing {
  const { model, matrix } = compute(cohort);
  const evaluation = createEvaluation(model, matrix.units);
  return inPasses(matrix.values, () => evaluate(model, matrix, evaluation));
}

function rankEveryNode(cohort: Subject): Timing {
  const { model, matrix } = compute(cohort);
  return inPasses(matrix.values, () => scoreUnits(model, matrix));
}

const normalisations: Normalisation[] = [
  { method: 'min-max', low: 0, high: 100 },
  { method: 'z-score', mean: 0, standardDeviation: 1, of: 'population' },
  { method: 'percentile-rank', ties: 'average' },
  { method: 'borda', ties: 'average' },
];

/** Each replicate draws every weight anew, and one of four normalisations. */
function thousandReplicates(cohort: Subject): Timing {
  const options = normalisations.map((normalise) => ({ name: normalise.method, normalise }));
  return inPasses(cohort.matrix.values, () =>
    simulateRanks(cohort, {
      replicates: 1_000,
      seed: 2022,
      weights: { kind: 'noise', shares: [0.25, 0.25, 0.25] },
      choices: [{ name: 'normalisation', options }],
    }),
  );
}

const verdict = (met: boolean): string => styleText(met ? 'green' : 'red', met ? 'met' : 'missed');
const number = (value: number, digits = 3): string =>
  value.toPrecision(digits).replace(/e\+?(.*)/, ' × 10^$1');

function row(work: string, { median, best, floor, passes }: Timing, goal?: number): void {
  const cells = [
    work.padEnd(58),
    `${number(median)} ms`.padStart(11),
    `(best ${number(best)})`.padEnd(14),
    `plain pass ${number(floor)} ms`.padEnd(23),
    `${passes.toFixed(passes < 100 ? 1 : 0)} passes`.padStart(13),
  ];
  console.log(cells.join('  ') + (goal === undefined ? '' : `  goal ${goal} ms: ${verdict(median <= goal)}`));
}

function smallCohort(): void {
  const cohort = syntheticCohort(small);
  row('51 × 49, normalise + aggregate', normaliseAndAggregate(cohort), 0.1);
  row('1,000 replicates of that, new weights and normalisation', thousandReplicates(cohort), 60);
  const copeland = syntheticCohort({ ...small, aggregate: { method: 'copeland' } });
  row('Copeland, 51 units, every node', normaliseAndAggregate(copeland), 10);
}

function largeCohort(): void {
  const plain = normaliseAndAggregate(syntheticCohort(large));
  row('10,000 × 100, normalise + aggregate', plain);
  console.log(`  aim ≤ ${mostPasses} passes, the sort apart: ${verdict(plain.passes <= mostPasses)}`);
  row(
    '10,000 × 100 with 3 % gaps, normalise + aggregate',
    normaliseAndAggregate(syntheticCohort({ ...large, gaps: 0.03 })),
  );
  row('10,000 × 100, normalise + aggregate + rank every node', rankEveryNode(syntheticCohort(large)), 60);
}

function largestCohort(): void {
  const script = join(import.meta.dirname, 'largest-cohort.ts');
  const printed = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  const { cold, warm, peakMegabytes } = JSON.parse(printed) as Record<string, number>;
  console.log(`100,000 × 100, the same, in a process of its own (cold ${number(cold!)} ms)`);
  console.log(`  ${number(warm!)} ms  goal 1000 ms: ${verdict(warm! <= 1000)}`);
  console.log(
    `  peak memory ${peakMegabytes!.toFixed(0)} MB  goal 500 MB: ${verdict(peakMegabytes! <= 500)}`,
  );
}

/**
 * Ranking every node of ten times as many units may take ten times as long, and what the logarithm grows by. In plain
 * passes, which grow with the units and with how far away the memory is.
 */
function growth(): void {
  const sizes = [1_000, 10_000, 100_000];
  const timings = sizes.map((units) => rankEveryNode(syntheticCohort({ units, indicators: 100 })));
  for (const [place, units] of sizes.entries()) {
    const before = sizes[place - 1];
    if (before === undefined) continue;
    const [smaller, larger] = [timings[place - 1]!, timings[place]!];
    const factor = (10 * larger.passes) / smaller.passes;
    const allowed = (10 * Math.log(units)) / Math.log(before);
    console.log(
      `${before} → ${units} units: ${number(smaller.median)} → ${number(larger.median)} ms, ` +
        `${smaller.passes.toFixed(0)} → ${larger.passes.toFixed(0)} passes: × ${factor.toFixed(1)}, ` +
        `n log n is × ${allowed.toFixed(1)}: ${verdict(factor <= allowed)}`,
    );
  }
}

function busy(): void {
  const [load] = loadavg();
  const cores = availableParallelism();
  if (load! > cores)
    console.log(`The machine is busy (load ${load!.toFixed(1)} on ${cores} cores): read the passes.`);
}

smallCohort();
largeCohort();
largestCohort();
growth();
busy();
