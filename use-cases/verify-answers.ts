import { addressOf } from '../contracts/address.ts';
import type { ReleaseManifest } from '../contracts/proof-documents.ts';
import { publicRoutes } from '../contracts/public-api.ts';
import { deviations } from '../domain/proof/deviations.ts';
import type { CohortResult, NodeResult, ResultRow, Run } from '../domain/release/run.ts';
import { encodeCursor } from './ranking-cursor.ts';
import { storedPageSize } from './read-ports.ts';
import { type Check, text, type VerifyPorts } from './verify-ports.ts';

/** Requests at a time. */
const lanes = 8;

/**
 * Input: a release and its run as computed here.
 * Output: whether readers are shown exactly that: the edition, every page of every ranking, every profile.
 * Course: an answer may say more than the run; what the run says it must say in the same way.
 */
export async function* verifyAnswers(
  ports: VerifyPorts,
  manifest: ReleaseManifest,
  run: Run,
): AsyncGenerator<Check> {
  const questions = [...questionsOf(manifest, run)];
  for (let start = 0; start < questions.length; start += lanes)
    yield* await Promise.all(questions.slice(start, start + lanes).map((question) => ask(ports, question)));
}

type Question = { subject: string; address: string; expected: object };

async function ask(ports: VerifyPorts, { subject, address, expected }: Question): Promise<Check> {
  const { status, ...answer } = await ports.get(address);
  if (status !== 200) return { subject, fault: `answered ${status}` };
  const faults = deviations(expected, JSON.parse(text({ status, ...answer })));
  return faults.length === 0 ? { subject } : { subject, fault: faults.join('; ') };
}

function* questionsOf(manifest: ReleaseManifest, run: Run): Generator<Question> {
  const { edition, revision, publishedAt } = manifest;
  const place = { ...edition, revision };
  const release = { revision, publishedAt, run: run.id, results: run.results };
  yield {
    subject: 'edition',
    address: addressOf(publicRoutes.getEdition, place),
    expected: { release, inputs: run.inputs, cohorts: run.cohorts.map(headingOf) },
  };
  for (const cohort of run.cohorts) {
    for (const node of cohort.nodes) yield* rankingQuestions(cohort, node, place, release);
    for (const { unit, nodes } of profilesOf(cohort))
      yield {
        subject: `profile of ${unit.id} in ${cohort.id}`,
        address: addressOf(publicRoutes.getUnitProfile, { ...place, unit: unit.id, cohort: cohort.id }),
        expected: { release, cohort: cohortHeading(cohort), unit, nodes },
      };
  }
}

const cohortHeading = ({ nodes: _, preparation: __, ...heading }: CohortResult) => heading;
const nodeHeading = ({ code, name, parent, decimals }: NodeResult) => ({ code, name, parent, decimals });

const headingOf = (cohort: CohortResult) => ({
  ...cohortHeading(cohort),
  nodes: cohort.nodes.map((node) => ({ ...nodeHeading(node), statistics: node.statistics })),
});

function* rankingQuestions(
  cohort: CohortResult,
  node: NodeResult,
  place: { index: string; period: string; revision: number },
  release: { revision: number; run: string },
): Generator<Question> {
  const { rows, statistics } = node;
  const pages = Math.max(1, Math.ceil(rows.length / storedPageSize));
  const common = {
    release,
    cohort: cohortHeading(cohort),
    node: nodeHeading(node),
    nodes: cohort.nodes.map(({ code, name }) => ({ code, name })),
    statistics,
    total: rows.length,
  };
  for (let page = 0; page < pages; page += 1) {
    const offset = page * storedPageSize;
    const cursor = page === 0 ? undefined : encodeCursor({ ...release, offset });
    yield {
      subject: `ranking of ${cohort.id} at ${node.code}${pages > 1 ? `, page ${page + 1}` : ''}`,
      address: addressOf(publicRoutes.getRanking, { ...place, cohort: cohort.id, node: node.code, cursor }),
      expected: { ...common, offset, rows: rows.slice(offset, offset + storedPageSize) },
    };
  }
}

type Profile = { unit: ResultRow['unit']; nodes: object[] };

function profilesOf({ nodes }: CohortResult): Iterable<Profile> {
  const profiles = new Map<string, Profile>();
  for (const { code, name, rows, statistics } of nodes)
    for (const { unit, ...row } of rows) {
      const profile = profiles.get(unit.id) ?? { unit, nodes: [] };
      profile.nodes.push({ code, name, ...row, ranked: statistics.ranked });
      profiles.set(unit.id, profile);
    }
  return profiles.values();
}
