import type { Template } from './template.ts';

/** The rows of a filled template as a JSON Schema (2020-12), for programs that make files. */
export function templateSchema({ name, guide, columns, rows }: Template): object {
  const inputs = columns.filter(({ input }) => input);
  const keys = columns.slice(0, 2);
  const keysOf = (position: number) => [...new Set(rows.map(({ cells }) => cells[position]))];
  const ranges = new Map(rows.map(({ cells, range }) => [cells[1], range]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:civindex:template:${name}`,
    title: guide[0]?.en,
    description: 'The rows of a CSV or XLSX file; each property is a heading. Other headings are not read.',
    type: 'array',
    items: {
      type: 'object',
      required: keys.map(({ heading }) => heading),
      properties: Object.fromEntries([
        ...keys.map(({ heading }, position) => [heading, { enum: keysOf(position) }]),
        ...inputs.map(({ heading, takes }) => [heading, schemaOf(takes)]),
      ]),
      allOf: [...ranges]
        .filter(([, { min, max }]) => min !== undefined || max !== undefined)
        .map(([key, { min, max }]) => ({
          if: { properties: { [keys[1]!.heading]: { const: key } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: {
            properties: {
              [inputs[0]!.heading]: {
                ...(min !== undefined && { minimum: min }),
                ...(max !== undefined && { maximum: max }),
              },
            },
          },
        })),
    },
  };
}

const schemaOf = (takes: Template['columns'][number]['takes']) => {
  if (takes === 'number') return { type: ['number', 'null'] };
  return takes ? { enum: [null, ...takes] } : { type: ['string', 'null'] };
};
