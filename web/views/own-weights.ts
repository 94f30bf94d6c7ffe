import { compute, type Subject } from '../../domain/analysis/subject.ts';

/**
 * Weights of a reader as large as the method's own: siblings together weigh what they weigh there, so that a sum of
 * weighted scores stays on its scale.
 *
 * @param wanted by node, of whole families, in any scale
 */
export function asLargeAsOwn(
  subject: Subject,
  wanted: Readonly<Record<string, number>>,
): Record<string, number> {
  const { model, evaluation } = compute(subject);
  const parentOf = new Map(model.nodes.map(({ code }, place) => [code, model.parents[place]!]));
  const own = new Map<number, number>();
  const asked = new Map<number, number>();
  for (const [place, { code }] of model.nodes.entries()) {
    const weight = wanted[code];
    if (weight === undefined) continue;
    const parent = model.parents[place]!;
    own.set(parent, (own.get(parent) ?? 0) + evaluation.weights[place]!);
    asked.set(parent, (asked.get(parent) ?? 0) + weight);
  }
  return Object.fromEntries(
    Object.entries(wanted).map(([code, weight]) => {
      const parent = parentOf.get(code)!;
      const sum = asked.get(parent)!;
      return [code, sum > 0 ? (weight / sum) * own.get(parent)! : 0];
    }),
  );
}
