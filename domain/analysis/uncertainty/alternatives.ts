import type { Imputation } from '../../engine/prepare/impute/methods.ts';
import type { Screening } from '../../engine/prepare/screen.ts';
import type { Treatment } from '../../engine/prepare/treat/methods.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  LeafNode,
  Normalisation,
  Weighting,
} from '../../methodology/definitions.ts';
import type { AnalysisFault } from '../analysis-error.ts';

/** Another way to do a step that a reasonable person might have taken; what it does not name stays. */
export type Alternative = {
  name: string;
  /** Codes of the nodes that it is for, each with all below it; the whole tree where absent. */
  nodes?: readonly string[];
  normalise?: Normalisation;
  aggregate?: Aggregation;
  weights?: Weighting;
  impute?: Imputation;
  treat?: Treatment;
  /** Of the branches named, or of the total, and not again of what is below them. */
  screen?: Screening;
};

/** A decision with its options, each as likely as the others. An option without any step is the method as it is. */
export type Choice = { name: string; options: readonly Alternative[] };

/** The framework as it would be under an alternative; the one given stays as it is. */
export function applyAlternative(framework: Framework, alternative: Alternative): Framework {
  const named = alternative.nodes && new Set(alternative.nodes);
  return {
    ...framework,
    root: change(framework.root, alternative, named, false),
    reported: framework.reported.map((node) => change(node, alternative, named, false)),
  };
}

const isLeaf = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

function change(
  node: FrameworkNode,
  alternative: Alternative,
  named: ReadonlySet<string> | undefined,
  covered: boolean,
): FrameworkNode {
  const { normalise, aggregate, weights, impute, treat, screen } = alternative;
  const applies = covered || !named || named.has(node.code);
  if (isLeaf(node))
    return applies
      ? { ...node, ...(normalise && { normalise }), ...(impute && { impute }), ...(treat && { treat }) }
      : node;
  const children = node.children.map((child) => change(child, alternative, named, applies));
  return applies
    ? {
        ...node,
        ...(aggregate && { aggregate }),
        ...(weights && { weights }),
        ...(screen && !covered && { screen }),
        children,
      }
    : { ...node, children };
}

/** What is wrong with choices before any is tried: too few options, names used twice, nodes that are not there. */
export function choiceFaults(framework: Framework, choices: readonly Choice[]): AnalysisFault[] {
  const codes = new Set([framework.root, ...framework.reported].flatMap(codesOf));
  return [
    ...duplicates(choices.map(({ name }) => name)).map((name) => invalid(name, 'two choices have this name')),
    ...choices.flatMap(({ name, options }) => [
      ...(options.length < 2 ? [invalid(name, 'a choice of fewer than two options changes nothing')] : []),
      ...duplicates(options.map((option) => option.name)).map((option) =>
        invalid(`${name}: ${option}`, 'two options have this name'),
      ),
      ...options.flatMap((option) =>
        (option.nodes ?? [])
          .filter((code) => !codes.has(code))
          .map((code) => ({
            code: 'node-unknown' as const,
            where: `${name}: ${option.name}`,
            message: `the framework has no node ${code}`,
          })),
      ),
    ]),
  ];
}

const invalid = (where: string, message: string): AnalysisFault => ({
  code: 'alternative-invalid',
  where,
  message,
});

const duplicates = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, place) => names.indexOf(name) !== place)),
];

const codesOf = (node: FrameworkNode): string[] =>
  isLeaf(node) ? [node.code] : [node.code, ...node.children.flatMap(codesOf)];
