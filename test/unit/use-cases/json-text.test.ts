import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsBefore, objectsOf } from '../../../use-cases/json-scan.ts';
import { JsonText, jsonOf, valuesOf } from '../../../use-cases/json-text.ts';

const names = fc.constantFrom('unit', 'rows', 'tên', 'a b', 'change', 'value');
const objects = fc.dictionary(names, fc.jsonValue(), { minKeys: 1, noNullPrototype: true });

describe('a value as its JSON', () => {
  it('has the fields that parsing it gives, and no others', () => {
    fc.assert(
      fc.property(objects, names, (value, name) => {
        const text = JsonText.of(value);
        expect(text.field(name)).toEqual(Object.hasOwn(value, name) ? parsed(value[name]) : undefined);
        for (const absent of ['constructor', '__proto__', 'uni', 'units', ''])
          expect(text.part(absent)).toBeUndefined();
      }),
    );
  });

  it('has the fields before a named one, whatever is written in them', () => {
    fc.assert(
      fc.property(objects, (value) => {
        const fields = fieldsBefore(JSON.stringify({ ...value, last: 1, after: 2 }), 'last');
        expect([...fields]).toEqual(
          Object.entries(value).map(([name, each]) => [name, JSON.stringify(each)]),
        );
      }),
    );
  });

  it('is answered as it would be without: as a field, in a list, and within', () => {
    fc.assert(
      fc.property(objects, fc.array(objects), (value, list) => {
        const rows = list.map((each) => JsonText.of(each));
        const body = {
          value: JsonText.of(value),
          rows,
          within: { value: JsonText.of(value) },
          absent: undefined,
        };
        expect(jsonOf(body)).toBe(JSON.stringify({ value, rows: list, within: { value } }));
        expect(valuesOf(rows)).toEqual(list.map(parsed));
      }),
    );
  });

  it('takes further fields', () => {
    const row = JsonText.of({ rank: 1 }).with(JsonText.of({ origin: 'computed' }));
    expect(row.value).toEqual({ rank: 1, origin: 'computed' });
  });

  it('is read up to the end of a range of its objects', () => {
    const text = JSON.stringify([{ rank: 1 }, { rank: 2 }, { rank: 3 }]);
    expect(objectsOf(text.slice(0, 24), 0, { from: 1, to: 2 })).toEqual(['{"rank":2}']);
    expect(objectsOf(text, 0)).toHaveLength(3);
    expect(objectsOf('[]', 0)).toEqual([]);
  });
});

const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
