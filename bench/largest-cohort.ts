import { compileFramework } from '../domain/engine/compile-framework.ts';
import { prepare } from '../domain/engine/prepare/prepare.ts';
import { scoreUnits } from '../domain/engine/score-units.ts';
import { median, once } from './stopwatch.ts';
import { syntheticCohort } from './synthetic-cohort.ts';

/**
 * 100,000 × 100 in a process of its own, whose peak memory is then that of one run with its data. Prints one line of
 * JSON.
 */
const { framework, indicators, matrix } = syntheticCohort({ units: 100_000, indicators: 100 });
const model = compileFramework(framework, indicators);
const run = () => scoreUnits(model, prepare(model, matrix, {}));
const cold = once(run);
/** Given in kilobytes, whatever the system. */
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const warm = median(Array.from({ length: 7 }, () => once(run)));
console.log(JSON.stringify({ cold, warm, peakMegabytes }));
