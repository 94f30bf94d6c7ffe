import type { CohortResult, NodeResult } from './run.ts';

/** A node with its rows, before it is compared with the edition before and summed up. */
export type NodeRows = Omit<NodeResult, 'statistics'> & {
  /** False where the scores at hand are a selection, whose mean would mislead. */
  summarise: boolean;
};

export type CohortRows = Omit<CohortResult, 'nodes' | 'comparison'> & { units: number; nodes: NodeRows[] };
