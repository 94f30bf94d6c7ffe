import type { EditionRef } from '../../domain/methodology/edition-definition.ts';

/** Keys of the records bucket: everything in it is named by the hash of its content, a run of its inputs. */
export const definitionObject = (hash: string): string => `definitions/${hash}.json`;
export const partObject = (hash: string): string => `parts/${hash}.json`;
export const runObject = (run: string): string => `runs/${run}.json`;

/** Signed once: kept under what they are about. */
export const manifestObject = ({ index, period }: EditionRef, revision: number): string =>
  `manifests/${index}/${period}/${revision}.json`;
export const receiptObject = (submission: string): string => `receipts/${submission}.json`;
export const analysisObject = (run: string, name: string): string => `analyses/${run}/${name}.json`;
