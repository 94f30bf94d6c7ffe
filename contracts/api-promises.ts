/**
 * What a client of the API may rely on, a line a promise: which operations there are, which parameters they take, and
 * every field of a good answer with its kind. A promise that is gone is a breaking change; so is a new demand.
 */
type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
};
type Operation = {
  tags: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
};
export type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** Of the public operations, sorted; each line once. */
export function promisesOf({ paths, components }: Description): string[] {
  const lines = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation.tags.includes('public') ? promises(`${method.toUpperCase()} ${path}`, operation) : [],
    ),
  );
  return [...withNamedSchemas(new Set(lines), components.schemas)].sort();
}

/** A set goes on over what is added to it meanwhile: schemas that schemas name are found too. */
function withNamedSchemas(lines: Set<string>, schemas: Record<string, Schema>): Set<string> {
  for (const line of lines) {
    const name = / is #(\S+)$/.exec(line)?.[1];
    if (name !== undefined) for (const field of fields(`#${name}`, schemas[name]!)) lines.add(field);
  }
  return lines;
}

/** Lines that begin so are demands on the client: there may be fewer of them, never more. */
export const isDemand = (line: string): boolean => line.startsWith('must give ');

function promises(name: string, { parameters = [], responses }: Operation): string[] {
  const taken = parameters.flatMap(({ name: parameter, in: place, required, schema }) => [
    `${name} takes ${parameter} in ${place}`,
    ...(required ? [`must give ${parameter} to ${name}`] : []),
    ...(schema.enum ?? []).map((value) => `${name} takes ${parameter}=${value}`),
  ]);
  const given = Object.entries(responses).flatMap(([status, { content = {} }]) =>
    Object.entries(content).flatMap(([media, { schema }]) => [
      `${name} answers ${status} ${media}`,
      ...(status.startsWith('2') ? fields(`${name} ${status}`, schema) : []),
    ]),
  );
  return [...taken, ...given];
}

function fields(place: string, schema: Schema): string[] {
  if (schema.$ref) return [`${place} is ${schema.$ref.replace('#/components/schemas/', '#')}`];
  const kinds = schema.type === undefined ? [] : [schema.type].flat();
  const required = new Set(schema.required);
  return [
    ...kinds.map((kind) => `${place} is ${kind}`),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
      ...(required.has(name) ? [`${place}.${name} is always there`] : []),
      ...fields(`${place}.${name}`, inner),
    ]),
    ...(schema.items ? fields(`${place}[]`, schema.items) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((inner) => fields(`${place}|`, inner)),
  ];
}
