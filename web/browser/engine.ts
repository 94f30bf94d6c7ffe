import { randomNumbers } from '../../domain/analysis/random.ts';
import { reachableRanks } from '../../domain/analysis/reach/reachable-ranks.ts';
import type { Subject } from '../../domain/analysis/subject.ts';
import { compute } from '../../domain/analysis/subject.ts';
import { rankSummary } from '../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../domain/analysis/uncertainty/simulate-ranks.ts';
import { whatIf } from '../../domain/analysis/what-if.ts';
import { asLargeAsOwn } from '../views/own-weights.ts';
import { type CohortValues, toSubject } from '../views/subject.ts';

/**
 * The engine in a worker: the page stays quick while it computes. It answers in the order in which it is asked; units
 * are told by their place.
 */
export type Question =
  | { kind: 'load'; address: string }
  | { kind: 'rank'; weights: Record<string, number> }
  | { kind: 'intervals'; weights: Record<string, number> }
  | { kind: 'reach'; unit: string };

export type Ranked = { units: string[]; scores: (number | null)[]; ranks: (number | null)[] };
export type Intervals = { low: (number | null)[]; high: (number | null)[] };
export type Reached = { best: number; worst: number; proven: boolean };
export type Reply = { loaded: true } | Ranked | Intervals | Reached | { fault: string };

/** So many times weights are varied, each by up to a quarter, which is what the published intervals do. */
const replicates = 300;
const seed = 1;
const share = 0.25;

let subject: Subject;

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const reply = await answer(data).catch(({ message }: Error): Reply => ({ fault: message }));
  self.postMessage(reply);
});

async function answer(question: Question): Promise<Reply> {
  if (question.kind === 'load') return load(question.address);
  if (question.kind === 'rank') return rank(question.weights);
  if (question.kind === 'intervals') return intervals(question.weights);
  return reach(question.unit);
}

async function load(address: string): Promise<Reply> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  subject = toSubject((await response.json()) as CohortValues);
  return { loaded: true };
}

function rank(weights: Record<string, number>): Ranked {
  const { scores, ranks } = whatIf(subject, asLargeAsOwn(subject, weights));
  return {
    units: [...subject.matrix.ids!],
    scores: Array.from(scores, (score, place) => (ranks[place]! > 0 ? score : null)),
    ranks: Array.from(ranks, (each) => each || null),
  };
}

function intervals(weights: Record<string, number>): Intervals {
  const { model, evaluation } = compute(subject);
  const own = asLargeAsOwn(subject, weights);
  const chosen = model.nodes.map(({ code }, place) => own[code] ?? evaluation.weights[place]!);
  const random = randomNumbers(seed);
  const sets = Array.from({ length: replicates }, () =>
    Float64Array.from(chosen, (weight) => weight * (1 + share * (2 * random() - 1))),
  );
  const distribution = simulateRanks(subject, { replicates, seed, weights: { kind: 'given', sets } });
  const found = Array.from({ length: subject.matrix.units }, (_, place) => rankSummary(distribution, place));
  return { low: found.map(({ low }) => low), high: found.map(({ high }) => high) };
}

function reach(unit: string): Reached {
  const { best, worst } = reachableRanks(subject, compute(subject), subject.matrix.ids!.indexOf(unit));
  return { best: best.rank, worst: worst.rank, proven: best.proven && worst.proven };
}
