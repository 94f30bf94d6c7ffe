import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { readUpload } from '../adapters/files/read-upload.ts';
import { files, targetOf } from './desk-files.ts';

/**
 * How fast a large file is judged, beside the CSV library alone reading the same bytes in the same run, and how
 * much memory either takes; by the clock, and by CPU time where other work shares the machine. Each measurement is a process of its own; the best of several rounds counts.
 */
const folder = join(import.meta.dirname, '..', '.local', 'bench');
const rounds = 3;
const [, , what, path] = process.argv;

if (what && path) await measure(what, path);
else await compare();

async function compare() {
  mkdirSync(folder, { recursive: true });
  const table: Record<string, object> = {};
  for (const [name, { write }] of Object.entries(files)) {
    const file = join(folder, name);
    if (!existsSync(file)) await write(file);
    const [judged, library] = inTurns(file, name.endsWith('.csv') ? [name, 'library'] : [name]);
    table[name] = {
      MB: (statSync(file).size / 1e6).toFixed(0),
      rows: judged.rows,
      outcome: judged.outcome,
      'judged s': (judged.ms / 1000).toFixed(1),
      'judged MB memory': judged.memory.toFixed(0),
      ...(library && {
        'csv-parse s': (library.ms / 1000).toFixed(1),
        'csv-parse MB memory': library.memory.toFixed(0),
        'share of its speed': (library.ms / judged.ms).toFixed(2),
        'by CPU time': (library.cpu / judged.cpu).toFixed(2),
      }),
    };
  }
  console.table(table);
}

type Measurement = { ms: number; cpu: number; memory: number; rows: number; outcome?: string };

/** The best of each, measured one after the other so that both meet the same machine. */
function inTurns(file: string, modes: string[]): [Measurement, ...Measurement[]] {
  const all = Array.from({ length: rounds }, () => modes.map((mode) => inProcess(mode, file)));
  return modes.map((_, i) =>
    all.map((round) => round[i]!).reduce((one, other) => (other.ms < one.ms ? other : one)),
  ) as [Measurement, ...Measurement[]];
}

function inProcess(mode: string, file: string): Measurement {
  const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, mode, file], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (!stdout) throw new Error(stderr || `${mode} took too long`);
  return JSON.parse(stdout) as Measurement;
}

async function measure(mode: string, file: string) {
  const target = mode === 'library' ? undefined : await targetOf(mode);
  const start = performance.now();
  const before = process.cpuUsage();
  const found = target ? await judge(file, target) : { rows: await libraryAlone(file) };
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  console.log(JSON.stringify({ ms, cpu, memory: process.resourceUsage().maxRSS / 1024, ...found }));
}

async function judge(file: string, target: Awaited<ReturnType<typeof targetOf>>) {
  const { report } = await readUpload(createReadStream(file), target);
  return { rows: report.rows, outcome: report.outcome };
}

/** As its documentation reads a file: a stream into the parser, and the records one by one. */
async function libraryAlone(file: string): Promise<number> {
  let rows = -1;
  for await (const _ of createReadStream(file).pipe(parse())) rows += 1;
  return rows;
}
