/** A component of a bill of materials, as far as licences go (CycloneDX 1.5). */
export type Component = {
  name: string;
  version: string;
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
  properties?: { name: string; value: string }[];
};

/** What may be handed on with a product under Apache-2.0 without a condition that changes it. */
const permissive = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'ISC',
    'MIT',
    'MIT-0',
  ],
  ...['Python-2.0', 'Unlicense'],
]);

/** Also in tools that build and test, and are handed on to nobody: copyleft of their own files. */
const forTools = new Set([...permissive, 'MPL-2.0', 'CPAL-1.0']);

/**
 * Packages by name, for tools alone: nothing of them is bundled, shipped or linked by the product's code. A part of
 * the product with such a licence is a fault all the same. Why each: docs/decisions/0035-policies-are-simulated.md.
 */
const exceptions = new Map(
  ['@cloud-copilot/iam-simulate', '@cloud-copilot/iam-policy', '@cloud-copilot/iam-utils'].map((name) => [
    name,
    'AGPL-3.0-or-later',
  ]),
);

/** @returns a line for each component whose licence is not among those allowed, or that names none. */
export function licenceFaults(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    const choices = choicesOf(component);
    const allowed = isTool(component) ? forTools : permissive;
    if (choices.some((licence) => allowed.has(licence))) return [];
    if (isTool(component) && choices.includes(exceptions.get(component.name) ?? '')) return [];
    const kind = isTool(component) ? 'tool' : 'part of the product';
    return [`${component.name}@${component.version} (${kind}): ${choices.join(' or ') || 'no licence'}`];
  });
}

const isTool = ({ properties = [] }: Component) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');

/** «A OR B» leaves the choice; «A AND B» is a licence of its own, which is not allowed by its parts. */
const choicesOf = ({ licenses = [] }: Component): string[] =>
  licenses
    .map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? '')
    .flatMap((licence) => licence.replace(/^\((.*)\)$/, '$1').split(' OR '))
    .filter((licence) => licence !== '');
