/** Keys of the records bucket: everything in it is named by the hash of its content, a run of its inputs. */
export const definitionObject = (hash: string): string => `definitions/${hash}.json`;
export const partObject = (hash: string): string => `parts/${hash}.json`;
export const runObject = (run: string): string => `runs/${run}.json`;
