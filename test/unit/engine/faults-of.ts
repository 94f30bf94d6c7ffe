import { EngineError } from '../../../domain/engine/engine-error.ts';

/** The faults that a computation is refused for, each as `code node`; none where it goes well. */
export function faultsOf(compute: () => unknown): string[] {
  try {
    compute();
  } catch (error) {
    if (error instanceof EngineError) return error.faults.map(({ code, node }) => `${code} ${node}`);
    throw error;
  }
  return [];
}
