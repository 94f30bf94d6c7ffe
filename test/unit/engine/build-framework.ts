import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import type { Matrix } from '../../../domain/engine/model.ts';
import { scoreUnits } from '../../../domain/engine/score-units.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  Indicator,
  MissingRule,
  Normalisation,
  Weighting,
} from '../../../domain/methodology/definitions.ts';

const text = (name: string) => ({ vi: name, en: name });

export const indicator = (id: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  name: text(id),
  unit: 'ratio',
  direction: 'higher-is-better',
  decimals: 4,
  range: {},
  ...more,
});

type Fields = { weight?: number; maximumPoints?: number; decimals?: number };

/** A leaf whose code is also its indicator's, unless another is given. */
export const leaf = (
  code: string,
  { indicator: id = code, normalise = { method: 'none' }, ...fields }: LeafFields = {},
): FrameworkNode => ({ code, name: text(code), indicator: id, normalise, ...fields });
type LeafFields = Fields & { indicator?: string; normalise?: Normalisation };

export const branch = (
  code: string,
  children: FrameworkNode[],
  {
    aggregate = { method: 'arithmetic-mean' },
    missing = { rule: 'fail', atLeast: 0 },
    ...fields
  }: Fields & { aggregate?: Aggregation; missing?: MissingRule; weights?: Weighting } = {},
): FrameworkNode => ({ code, name: text(code), aggregate, missing, children, ...fields });

export const framework = (root: FrameworkNode, more: Partial<Framework> = {}): Framework => ({
  kind: 'framework',
  id: 'example',
  index: 'example',
  version: '1',
  source: { citation: 'example' },
  decimals: 4,
  ranking: { ties: 'competition', on: 'rounded' },
  root,
  reported: [],
  ...more,
});

const indicatorsOf = (node: FrameworkNode): string[] =>
  'indicator' in node ? [node.indicator] : node.children.flatMap(indicatorsOf);

/** The indicators that a framework names, all of them better when higher unless listed. */
export const indicatorsFor = (method: Framework, lowerIsBetter: string[] = []): Indicator[] =>
  [...new Set([method.root, ...method.reported].flatMap(indicatorsOf))].map((id) =>
    indicator(id, { direction: lowerIsBetter.includes(id) ? 'lower-is-better' : 'higher-is-better' }),
  );

/** By unit, then indicator; a value that is left out is missing. */
export type Values = Record<string, Record<string, number>>;

export function toMatrix(values: Values, indicators: readonly string[]): Matrix {
  const units = Object.values(values);
  const cells = indicators.flatMap((id) => units.map((unit) => unit[id] ?? Number.NaN));
  return { units: units.length, values: Float64Array.from(cells), ids: Object.keys(values) };
}

export type Cell = { score: number | null; exact: number; rank: number; reason?: string };

/** Scores by node, then unit; a rank of 0 is none. */
export function score(
  method: Framework,
  values: Values,
  { lowerIsBetter = [] as string[] } = {},
): Record<string, Record<string, Cell>> {
  const model = compileFramework(method, indicatorsFor(method, lowerIsBetter));
  const nodes = scoreUnits(model, toMatrix(values, model.indicators));
  return Object.fromEntries(
    nodes.map((node) => [
      node.code,
      Object.fromEntries(
        Object.keys(values).map((unit, place) => {
          const published = node.published[place]!;
          const reason = node.reason(place)?.en;
          const cell: Cell = {
            score: Number.isNaN(published) ? null : published,
            exact: node.exact[place]!,
            rank: node.ranks[place]!,
            ...(reason && { reason }),
          };
          return [unit, cell];
        }),
      ),
    ]),
  );
}

/** One field of every unit at a node. */
export const column = <Field extends keyof Cell>(cells: Record<string, Cell>, field: Field): Cell[Field][] =>
  Object.values(cells).map((cell) => cell[field]);
