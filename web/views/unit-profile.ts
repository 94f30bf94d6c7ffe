import type { CohortResult, NodeResult, ResultRow } from '../../domain/release/run.ts';
import { neighboursOf, type Standing, standingOf } from '../../domain/release/standing.ts';
import { type RankedPart, strongestAndWeakest } from '../../domain/release/strengths.ts';

export type Part = {
  node: NodeResult;
  row: ResultRow;
  standing: Standing;
  /** How deep in the tree it lies; 1 for the parts of the total. */
  depth: number;
  /** Of the scores of the neighbours in the ranking. */
  peerMean: number | null;
};

export type UnitProfile = {
  unit: ResultRow['unit'];
  cohort: CohortResult;
  total: Part;
  parts: Part[];
  strengths: RankedPart[];
  weaknesses: RankedPart[];
  /** Those beside it in the ranking, the better ones first. */
  peers: ResultRow[];
};

const peersEachWay = 2;

/** Every unit of a cohort at every node. */
export function unitProfiles(cohort: CohortResult): UnitProfile[] {
  const depths = depthsOf(cohort.nodes);
  const ranking = cohort.nodes[0]!.rows;
  const peers = new Map(ranking.map((row, place) => [row.unit.id, peersOf(ranking, place)]));
  const parts = new Map<string, Part[]>();
  for (const node of cohort.nodes) {
    const neighbours = neighboursOf(node.rows);
    const scores = new Map(node.rows.map(({ unit, score }) => [unit.id, score]));
    for (const [place, row] of node.rows.entries()) {
      const standing = standingOf({ ...row, ...neighbours[place] }, node, cohort.origin);
      const others = (peers.get(row.unit.id) ?? []).filter(({ unit }) => unit.id !== row.unit.id);
      const peerMean = meanOf(others.flatMap(({ unit }) => scores.get(unit.id) ?? []));
      const part = { node, row, standing, depth: depths.get(node.code)!, peerMean };
      parts.set(row.unit.id, [...(parts.get(row.unit.id) ?? []), part]);
    }
  }
  return ranking.map((row) => {
    const all = parts.get(row.unit.id)!;
    const places = all.map(({ node, row: { rank } }) => ({
      code: node.code,
      name: node.name,
      parent: node.parent,
      rank,
      ranked: node.statistics.ranked,
    }));
    return {
      unit: row.unit,
      cohort,
      total: all[0]!,
      parts: all.slice(1),
      ...strongestAndWeakest(places),
      peers: peers.get(row.unit.id)!,
    };
  });
}

const peersOf = (rows: readonly ResultRow[], place: number): ResultRow[] =>
  rows[place]!.rank === null
    ? []
    : rows
        .slice(Math.max(0, place - peersEachWay), place + peersEachWay + 1)
        .filter(({ rank }) => rank !== null);

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Nodes come before their children. */
function depthsOf(nodes: readonly NodeResult[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { code, parent } of nodes)
    depths.set(code, parent === null ? (depths.size === 0 ? 0 : 1) : depths.get(parent)! + 1);
  return depths;
}
