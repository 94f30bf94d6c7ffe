import type { Normaliser } from './normaliser.ts';

/** For methods that take no numbers from the data. */
export const withoutScale: Pick<Normaliser, 'fit' | 'usable'> = { fit: () => ({}), usable: () => true };
