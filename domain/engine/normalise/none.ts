import type { Normalisation } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { directionFault } from './direction.ts';
import type { Leaf, Normaliser } from './normaliser.ts';

/** The value is the score. */
export function none(leaf: Leaf<Extract<Normalisation, { method: 'none' }>>): Normaliser | Fault {
  return (
    directionFault(leaf) ?? {
      fit: () => ({}),
      apply: (values, _scale, out) => out.set(values),
      whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
    }
  );
}
