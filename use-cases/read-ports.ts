import type { Text } from '../domain/methodology/definitions.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import type { RankingOrder } from '../domain/release/ranking-views.ts';
import type { CohortResult, NodeResult, NodeStatistics, ResultRow, Run } from '../domain/release/run.ts';
import type { Standing } from '../domain/release/standing.ts';
import type { NameEntry } from '../domain/units/name-search.ts';
import type { UnitRecord, UnitSetRecord } from '../domain/units/unit-records.ts';
import type { JsonText } from './json-text.ts';
import type { PartRegistration, ReleasedCohort, ReleasePointer, ReleaseRecord, Withdrawal } from './ports.ts';

/** An index as the catalogue lists it. */
export type CatalogueEntry = {
  index: string;
  name: Text;
  shortName: string;
  description: Text;
  publisher: Publisher;
};

export type Publisher = { name: Text; url?: string | undefined };

/** Everything that is public of an index: what it is, and each edition's current release. */
export type PublicIndex = {
  index: string;
  name: Text;
  shortName: string;
  description?: Text | undefined;
  publisher: Publisher;
  /** By period; an edition without a release is absent. */
  editions: Record<string, ReleasePointer>;
  /** By period; an edition whose last release was withdrawn and has no successor. */
  withdrawn?: Record<string, Withdrawal>;
};

/** What the public is told of a release, at the time it was told. */
export type Erratum = {
  period: string;
  revision: number;
  kind: 'revision' | 'roll-back' | 'withdrawal' | 'note';
  at: string;
  note: Text;
};

/** What is said of a cohort wherever its figures are shown. `source` is where imported figures were printed. */
export type CohortHeading = Omit<CohortResult, 'nodes'>;

export type NodeName = Pick<NodeResult, 'code' | 'name'>;
export type NodeHeading = Omit<NodeResult, 'rows' | 'statistics'>;

/** A run without its rows. */
export type EditionSummary = Pick<Run, 'inputs'> & {
  /** The first node of each cohort is its total. */
  cohorts: (CohortHeading & { nodes: (NodeHeading & { statistics: NodeStatistics })[] })[];
};

/** Rows in a stored ranking page; the last page of a ranking may hold fewer. */
export const storedPageSize = 100;

/**
 * A ranking of so many units is also kept in its other orders and by region; of a smaller one the single page holds
 * all that is needed to make them.
 */
export const isKeptInViews = ({ units }: { units: number }): boolean => units > storedPageSize;

/** Another order than by rank, or one region's part of the ranking. */
export type RankingView = { order: Exclude<RankingOrder, 'rank'> } | { region: string };

/**
 * Between which ranks nine in ten of the replicates of a run's uncertainty see a unit at the total (5th to 95th
 * percentile), and which group of units that cannot be told apart it belongs to; 1 is the best.
 */
export type RankInterval = { low: number; high: number; group: number };

/** Rows of a page by their places in it, the last not included. */
export type RowRange = { from: number; to: number };

/** A row as readers are shown it. Intervals come a moment after the run: until then they are absent. */
export type StoredRow = ResultRow & { rankInterval?: RankInterval };

/** A page of a ranking, of which most answers pass on what they do not look into. */
export type StoredRanking = {
  cohort: JsonText<CohortHeading>;
  node: JsonText<NodeHeading>;
  /** Every node of the cohort: what else may be asked for. */
  nodes: JsonText<NodeName[]>;
  /** Regions that have rows here. */
  regions: JsonText<string[]>;
  statistics: JsonText<NodeStatistics>;
  /** Rows in all pages of this node, or of the view. */
  total: number;
  rows: JsonText<StoredRow>[];
};

/** One unit in one cohort of one run, at every node where it has a row; `ranked` units have a rank there. */
export type StoredProfile = {
  unit: JsonText<ResultRow['unit']>;
  cohort: JsonText<CohortHeading>;
  nodes: (Omit<NodeHeading, 'scale' | 'weights'> & Omit<StoredRow, 'unit'> & Standing & { ranked: number })[];
};

/** What tells a node's statistics against those of the edition before. */
export type StoredOverview = {
  /** The first page of the ranking, with no more than its first two rows. */
  page: StoredRanking;
  /** The edition that it is compared with. */
  previous?: JsonText<EditionSummary>;
};

export type PublicUnitSet = Omit<UnitSetRecord, 'units'> & { units: number };

/** Where a unit's figures are looked for. */
export type UnitPlace = { run: string; cohort: ReleasedCohort };

/** The public's reads; each is one request to the store. `undefined`: there is nothing under that name. */
export interface PublicReader {
  catalogue(): Promise<CatalogueEntry[]>;
  index(index: string): Promise<PublicIndex | undefined>;
  /** A release that may no longer be the current one: the pointer of each is kept. */
  release(index: string, period: string, revision: number): Promise<ReleaseRecord | undefined>;
  /** Every release of an edition, newest first. */
  releases(index: string, period: string): Promise<ReleaseRecord[]>;
  /** Newest first. */
  errata(index: string): Promise<Erratum[]>;
  summary(run: string): Promise<EditionSummary | undefined>;
  summaryText(run: string): Promise<JsonText<EditionSummary> | undefined>;
  /** `page` counts from 1. Without `rows` it comes whole. */
  page(
    run: string,
    cohort: string,
    node: string,
    page: number,
    shown?: { view?: RankingView | undefined; rows?: RowRange | undefined },
  ): Promise<StoredRanking | undefined>;
  /** The first page of each node, in their order; one request for a hundred of them. */
  pages(run: string, cohort: string, nodes: string[]): Promise<StoredRanking[]>;
  /** `previous` is the run of the edition before. */
  overview(
    run: string,
    cohort: string,
    node: string,
    previous: string | undefined,
  ): Promise<StoredOverview | undefined>;
  profile(place: UnitPlace, unit: string): Promise<StoredProfile | undefined>;
  /** In the order of the places, at one node, else at the total of each; one request for a hundred of them. */
  profiles(places: UnitPlace[], unit: string, node?: string): Promise<(StoredProfile | undefined)[]>;
  /** Of several units at one place, those that are there, in the order asked for; at most a hundred. */
  profilesOf(place: UnitPlace, units: string[]): Promise<StoredProfile[]>;
  unit(unit: string): Promise<UnitRecord | undefined>;
  unitSets(): Promise<PublicUnitSet[]>;
  /** Names of a set's units near a key in the order of keys, see `nameChunks`; none of an unknown set. */
  names(unitSet: string, key: string): Promise<NameEntry[]>;
  plans(): Promise<PlanDefinition[]>;
  /** Those that have an edition of the period which uses one of the indicators, as it is defined now. */
  indicesUsing(period: string, indicators: readonly string[]): Promise<string[]>;
  /** The files that an edition's dataset is made of now, released or not: only what a release names may be told. */
  parts(edition: EditionRef): Promise<PartRegistration[]>;
}
