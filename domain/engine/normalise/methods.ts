import type { Normalisation } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { minMax } from './min-max.ts';
import { none } from './none.ts';
import type { Leaf, Normaliser } from './normaliser.ts';
import { pointsRatio } from './points-ratio.ts';

type Methods = {
  [Method in Normalisation['method']]: (
    leaf: Leaf<Extract<Normalisation, { method: Method }>>,
  ) => Normaliser | Fault;
};

/** A new method is a file beside this one and a line here. */
const methods: Methods = { none, 'points-ratio': pointsRatio, 'min-max': minMax };

/** Binds the leaf's method; a fault where it cannot work there. */
export function bindNormaliser(leaf: Leaf<Normalisation>): Normaliser | Fault {
  const { method } = leaf.spec;
  if (!Object.hasOwn(methods, method))
    return {
      code: 'method-unknown',
      node: leaf.node.code,
      message: `no normalisation is called "${method}"`,
    };
  return (methods[method] as (leaf: Leaf<Normalisation>) => Normaliser | Fault)(leaf);
}
