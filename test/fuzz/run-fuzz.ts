import { readUpload } from '../../adapters/files/read-upload.ts';
import { drawWhole, randomNumbers } from '../../domain/analysis/random.ts';
import type { TableReading } from '../../domain/submission/table.ts';
import { mutate } from './mutate.ts';
import { seedFiles } from './seed-files.ts';

export type FuzzCount = { accepted: number; warned: number; rejected: number; findings: Map<string, number> };
export type FuzzReport = {
  files: number;
  /** By what was changed. */
  outcomes: Map<string, FuzzCount>;
  /** What a report must hold and one did not, or what was thrown. */
  faults: string[];
  slowest: number;
};

/** Mutated files, each judged as an upload. The seed tells all: the same seed, the same files. */
export async function runFuzz(
  files: number,
  seed: number,
  progress: (done: number) => void = () => {},
): Promise<FuzzReport> {
  const random = randomNumbers(seed);
  const seeds = seedFiles();
  const report: FuzzReport = { files, outcomes: new Map(), faults: [], slowest: 0 };
  for (let i = 0; i < files; i += 1) {
    const from = seeds[drawWhole(random, seeds.length)]!;
    const { bytes, mutations } = mutate(from, random);
    const piece = [undefined, 1_000, 65_536][drawWhole(random, 3)];
    const start = performance.now();
    const name = `file ${i} of seed ${seed}, from ${from.path} (${mutations.join(', ')})`;
    try {
      const reading = await readUpload(pieces(bytes, piece), from.target);
      for (const fault of faultsOf(reading)) report.faults.push(`${name}: ${fault}`);
      count(report, mutations[0]!, reading);
    } catch (error) {
      report.faults.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    report.slowest = Math.max(report.slowest, performance.now() - start);
    progress(i + 1);
  }
  return report;
}

async function* pieces(bytes: Uint8Array, size = Math.max(1, bytes.length)): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function count({ outcomes }: FuzzReport, mutation: string, { report }: TableReading): void {
  const counts = outcomes.get(mutation) ?? { accepted: 0, warned: 0, rejected: 0, findings: new Map() };
  outcomes.set(mutation, counts);
  if (report.outcome === 'rejected') counts.rejected += 1;
  else if (report.total.warnings > 0) counts.warned += 1;
  else counts.accepted += 1;
  const first = report.findings[0]?.code;
  if (first) counts.findings.set(first, (counts.findings.get(first) ?? 0) + 1);
}

/** What every report promises. */
function faultsOf({ report, part }: TableReading): string[] {
  const { outcome, total, findings } = report;
  const promises: [string, boolean][] = [
    ['outcome follows from the errors', outcome === (total.errors === 0 ? 'accepted' : 'rejected')],
    ['a part exactly when accepted', (part !== undefined) === (outcome === 'accepted')],
    ['findings are counted', findings.length === Math.min(1_000, total.errors + total.warnings)],
    ['findings are said in both languages', findings.every(isSaid)],
  ];
  return promises.filter(([, isKept]) => !isKept).map(([promise]) => promise);
}

const isSaid = ({ message, mend, rule, row = 1 }: TableReading['report']['findings'][number]): boolean =>
  [message, mend, rule!].every(({ vi, en }) => /[.?]$/u.test(vi) && /[.?]$/u.test(en)) && row >= 1;
