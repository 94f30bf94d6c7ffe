import type { Aggregator } from '../aggregate/aggregator.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Model, ModelBranch, ModelNode } from '../model.ts';
import type { FrameworkFault } from './framework-fault.ts';

type Domain = Aggregator['domain'];

const needed = { positive: 'above 0', 'not-negative': 'not below 0', any: '' } as const;
const mend =
  'Let the normalisation begin above 0, for example min-max from 1 to 100, or aggregate by another method.';

/** Scores for which their parent's method is not defined, if the data happen to give them. */
export function possibleDomainFaults({ nodes }: Model): FrameworkFault[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'leaf' || node.aggregator.domain === 'any') return [];
    const { domain } = node.aggregator;
    const faults = Array.from(node.children).flatMap((child): FrameworkFault[] => {
      const may = domainOf(nodes, nodes[child]!);
      if (may === 'positive' || may === domain) return [];
      const message = `scores may be ${domain === 'positive' ? '0 or ' : ''}below 0, and ${node.code} needs them ${needed[domain]}`;
      return [{ severity: 'warning', code: 'scores-not-positive', node: nodes[child]!.code, message, mend }];
    });
    return [...faults, ...gapsAsZero(node)];
  });
}

function gapsAsZero({ code, aggregator: { domain }, missing: { rule } }: ModelBranch): FrameworkFault[] {
  if (domain !== 'positive' || rule !== 'zero') return [];
  return [
    {
      severity: 'warning',
      code: 'scores-not-positive',
      node: code,
      message: 'a gap counts as zero, for which the method is not defined: the unit has no score',
      mend: 'Use the rule "zero-if-any", "renormalise" or "fail".',
    },
  ];
}

/** What a node's scores are sure to be. */
function domainOf(nodes: readonly ModelNode[], node: ModelNode): Domain {
  if (node.kind === 'leaf') {
    const { least } = node.normaliser;
    return least > 0 ? 'positive' : least >= 0 ? 'not-negative' : 'any';
  }
  const domains = Array.from(node.children, (child) => domainOf(nodes, nodes[child]!));
  // A penalty or a count of duels can be negative whatever the children are.
  if (node.aggregator.comparesUnits || !staysAmongChildren(node) || domains.includes('any')) return 'any';
  const zeros = node.missing.rule === 'zero' || node.missing.rule === 'zero-if-any';
  return zeros || domains.includes('not-negative') ? 'not-negative' : 'positive';
}

/** Whether a method gives a positive score for positive ones; tried where it is hardest: one child far above the others. */
function staysAmongChildren({ aggregator, children }: ModelBranch): boolean {
  const out = new Float64Array(1);
  const columns = Array.from(children, (_, position) => Float64Array.of(position === 0 ? 1e3 : 1e-3));
  aggregator.combine(columns, new Float64Array(children.length).fill(1), out);
  return out[0]! > 0;
}

/** Scores for which their parent's method is not defined, counted. */
export function domainFaultsIn({ nodes }: Model, { scores }: Evaluation): FrameworkFault[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'leaf' || node.aggregator.domain === 'any') return [];
    const { domain } = node.aggregator;
    return Array.from(node.children).flatMap((child): FrameworkFault[] => {
      const outside = scores[child]!.filter((score) =>
        domain === 'positive' ? score <= 0 : score < 0,
      ).length;
      if (outside === 0) return [];
      const units = outside === 1 ? '1 unit has a score' : `${outside} units have scores`;
      const message = `${units} for which ${node.code} is not defined: it needs them ${needed[domain]}`;
      return [{ severity: 'error', code: 'scores-not-positive', node: nodes[child]!.code, message, mend }];
    });
  });
}
