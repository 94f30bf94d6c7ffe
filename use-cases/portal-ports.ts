import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import type { CohortResult, RunInputs } from '../domain/release/run.ts';
import type { Part } from '../domain/submission/part.ts';
import type { ReleasedValue } from './find-released-values.ts';
import type { ReleasePointer, ReleaseRecord } from './ports.ts';
import type { CatalogueEntry, Erratum, PublicIndex, StoredRow } from './read-ports.ts';

/** A file of the portal. Its path is its address without the first slash, and its name in the store. */
export type PortalFile = {
  path: string;
  type: 'text/html' | 'text/css' | 'text/javascript' | 'image/svg+xml' | 'application/json';
  body: string;
};

/** A release with its figures and its method. */
export type PortalRelease = {
  period: string;
  pointer: ReleasePointer;
  inputs: RunInputs;
  definition: EditionDefinition;
  cohorts: CohortResult[];
};

export type PortalIndex = {
  index: PublicIndex;
  /** Newest first. */
  errata: Erratum[];
  /** Newest first. Only the first has all nodes: of the others, the totals and their parts. */
  editions: PortalRelease[];
  /** The files that the newest was computed from. */
  parts: Part[];
  /** By period, also of editions whose last release was withdrawn; newest first. */
  releases: Map<string, ReleaseRecord[]>;
};

/** The first few of an index's newest edition. */
export type Leaders = { rows: StoredRow[]; decimals: number | null };

export type PortalHome = {
  indices: (CatalogueEntry & { editions: PublicIndex['editions']; leaders: Leaders })[];
  plans: PlanDefinition[];
  /** What agencies sent of the plans' indicators, as far as it is public. */
  values: ReleasedValue[];
  /** The year that the progress of plans is told for. */
  year: string;
};

/** Draws pages. Pure: the same material gives the same bytes. */
export interface Portal {
  /** With styles and scripts, each named by its content: a page of any age finds those that it was drawn with. */
  home(material: PortalHome): AsyncIterable<PortalFile>;
  index(material: PortalIndex): AsyncIterable<PortalFile>;
  /** What a release was computed from, for browsers that compute it again. */
  values(index: PublicIndex, release: PortalRelease, parts: Part[]): Iterable<PortalFile>;
  /** Pages under addresses that are this release's for ever, that of the ranking last. */
  pinned(index: PublicIndex, release: PortalRelease): AsyncIterable<PortalFile>;
  /** Where the figures of a release that was taken back were, readers are told so. */
  withdrawn(index: PublicIndex, period: string, release: ReleaseRecord): AsyncIterable<PortalFile>;
  /** Where the files of `home` lie. */
  homePlaces: string[];
  /** Where all files of an index lie. */
  placesOf(index: string): string[];
  /** The pages of a release; its other files lie below them. */
  releasePages(index: string, period: string, revision: number): string[];
}

/** Where pages lie. `version` is the same for the same bytes. */
export interface PageStore {
  /** What lies under exactly this path, or below one that ends with a slash: versions by path. */
  list(place: string): Promise<Map<string, string>>;
  versionOf(file: PortalFile): string;
  put(file: PortalFile): Promise<void>;
  remove(path: string): Promise<void>;
}
