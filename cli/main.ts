import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DECISIONS, type Decision } from '../domain/analysis/uncertainty/usual-plan.ts';
import { type AuditOptions, audit } from './audit.ts';
import { type DefineOptions, define } from './define.ts';
import { Failure } from './failure.ts';
import { type RankOptions, rank } from './rank.ts';
import { type StatusOptions, status } from './status.ts';
import { type SubmitOptions, submit } from './submit.ts';
import { type ValidateOptions, validate } from './validate.ts';
import { type VerifyOptions, verify } from './verify.ts';

/** Where the command writes; `process` is one. */
export type Streams = { stdout: Writable; stderr: Writable };
export type Writable = { write(text: string): unknown; isTTY?: boolean };

/**
 * Runs the `civindex` command.
 *
 * @param args what stands after the command's name
 * @returns the exit code: 0 done, 1 something given is faulty, 2 called wrongly
 */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  try {
    await program(streams).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Failure)) throw error;
    for (const line of error.lines) streams.stderr.write(`${line}\n`);
    return error.exitCode;
  }
}

function program(streams: Streams): Command {
  const command = new Command('civindex')
    .description('Computes published, verifiable rankings from data files and definitions')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    });
  const ranking = command
    .command('rank')
    .description('compute a ranking offline: the same validation and the same engine as the service')
    .argument('[data...]', 'CSV or XLSX files of one cohort, oldest first')
    .requiredOption('-d, --definition <path...>', 'definition files (YAML), or directories of them')
    .requiredOption('-e, --edition <index/year>', 'for example dti-province/2022')
    .option('-c, --cohort <id>', "the cohort of the files (default: the edition's first)")
    .option('-n, --node <code>', 'the node to show or to ask about (default: the total)')
    .option('--by-region', 'rank units within their region too')
    .option('-p, --previous <run.json>', 'the edition before, as written by --format json')
    .option(
      '--earlier <edition=file>',
      'data of an earlier edition, index/year[:cohort], that gaps are filled from; again for each file',
      collect,
    )
    .addOption(
      new Option('-f, --format <format>', 'of the ranking, json being the whole run, or of the analysis')
        .choices(['table', 'csv', 'json'])
        .default('table'),
    )
    .addOption(
      new Option('-l, --language <language>', 'of names and reasons').choices(['vi', 'en']).default('vi'),
    );
  analyses(ranking)
    .addHelpText(
      'after',
      '\nExample:\n  civindex rank --definition seeds/definitions --edition dti-province/2022 data.csv\n',
    )
    .action((files: string[], options: RankOptions) => rank(files, options, streams));
  command
    .command('validate')
    .description('judge a data file offline, as the service would: the same rules and the same report')
    .argument('<file>', 'CSV or XLSX')
    .requiredOption('-e, --edition <index/year>', 'for example dti-province/2022')
    .option(
      '-d, --definitions <path...>',
      'definition files (YAML), or directories of them (default: our own)',
    )
    .option('-c, --cohort <id>', "the cohort of the file (default: the edition's first)")
    .option('-a, --agency <id>', 'who would send it, to check what it may report')
    .option('-p, --previous <file...>', 'files of the edition before, to find implausible changes')
    .addOption(new Option('-f, --format <format>').choices(['table', 'json']).default('table'))
    .addOption(new Option('-l, --language <language>', 'of the table').choices(['vi', 'en']).default('vi'))
    .action((file: string, options: ValidateOptions) => validate(file, options, streams));
  command
    .command('verify')
    .description(
      'check a release of any service: who signed it, and that its files give what readers are shown',
    )
    .argument('<url>', 'address of an edition, a ranking or a profile')
    .option('-k, --keys <keys.json>', 'trust these keys (JWKS) rather than those that the service publishes')
    .option('-q, --quiet', 'say only what differs, and the outcome')
    .action((url: string, options: VerifyOptions) => verify(url, options, streams));
  desk(command.command('audit'))
    .description('show every act on an edition, and check that the log of them is whole (operators only)')
    .requiredOption('-e, --edition <index/year>', 'for example dti-province/2022')
    .action((options: AuditOptions) => audit(options, streams));
  desk(command.command('define'))
    .description('put definitions into force: checked here first, then by the service')
    .argument('<path...>', 'definition files (YAML), or directories of them: a set that stands alone')
    .action((paths: string[], options: DefineOptions) => define(paths, options, streams));
  desk(command.command('status'))
    .description('show how your files stand, or, for operators, who has submitted for an edition')
    .argument('[edition]', 'for operators: index/year, for example dti-province/2022')
    .option('-s, --submission <id>', 'one file: its outcome, and its report')
    .addOption(new Option('-l, --language <language>', 'of the report').choices(['vi', 'en']).default('vi'))
    .action((edition: string | undefined, options: StatusOptions) => status(edition, options, streams));
  desk(command.command('submit'))
    .description('send a data file and wait for its report')
    .argument('<file>', 'CSV or XLSX')
    .requiredOption('-e, --edition <index/year>', 'for example dti-province/2022')
    .option('-c, --cohort <id>', "the cohort of the file (default: the edition's first that you report)")
    .addOption(new Option('-l, --language <language>', 'of the report').choices(['vi', 'en']).default('vi'))
    .action((file: string, options: SubmitOptions) => submit(file, options, streams));
  return command;
}

/** What can be asked about a ranking, in its place. */
function analyses(command: Command): Command {
  return command
    .optionsGroup('Analyses, in the place of the ranking:')
    .option(
      '--uncertainty',
      'how sure the ranks are: intervals, chances and groups that cannot be told apart',
    )
    .option('--sensitivity', 'what the ranking owes to weights, normalisation and aggregation')
    .option('--explain <unit[:node]>', 'where a score comes from, down to the observed values')
    .option('--goal <unit[:places]>', 'what lifts a unit one place, or so many')
    .option('--reach <unit>', 'the best and the worst rank that any weights give a unit')
    .option('--compare <edition|run.json>', 'what moved since another edition, index/year[:cohort], or a run')
    .option('--compare-data <file>', 'a data file of that edition; again for each', collect)
    .option('--audit <file.html|file.md|directory>', 'write a statistical audit with charts')
    .option('--versus <unit>', 'with --uncertainty: how often each unit stands above this one')
    .option(
      '--vary <decisions>',
      `what is uncertain, of ${DECISIONS.join(', ')} (default: all that can act)`,
      decisions,
    )
    .option('--noise <percent>', 'by how much a weight may be higher or lower (default: 25)', percent)
    .option('--replicates <count>', 'rankings to simulate', wholeNumber, 1000)
    .option('--seed <number>', 'of the simulation; the same seed gives the same bytes', wholeNumber, 1)
    .option(
      '--top <places>',
      'the places whose probability is told (default: 10, of 20 units or fewer 3)',
      wholeNumber,
    );
}

const collect = (path: string, before: readonly string[] = []): string[] => [...before, path];

function decisions(text: string): Decision[] {
  const named = text.split(',').map((name) => name.trim());
  const known = (name: string): name is Decision => DECISIONS.some((decision) => decision === name);
  if (named.every(known)) return named;
  throw new InvalidArgumentError(`Give one or more of ${DECISIONS.join(', ')}, with commas between.`);
}

/** @returns a share */
function percent(text: string): number {
  const share = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) / 100 : 0;
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('Give a number above 0 and up to 100.');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** What every command needs that talks to the desk. */
function desk(command: Command): Command {
  return command
    .requiredOption('-a, --api <url>', 'address of the service, up to but without /v1')
    .addOption(
      new Option('-t, --token <token>', 'access token; better given in the environment')
        .env('CIVINDEX_TOKEN')
        .makeOptionMandatory(),
    );
}
