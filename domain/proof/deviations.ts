/**
 * Where a value departs from what is expected of it, as paths with both sides: `rows[3].score is 0.71, not 0.7`.
 * A field that the expected value does not have may be there: answers grow.
 *
 * @param most paths named; a value that is wrong throughout needs no more
 */
export function deviations(expected: unknown, actual: unknown, most = 5): string[] {
  const found: string[] = [];
  for (const deviation of compare(expected, actual, '')) {
    found.push(deviation);
    if (found.length === most) break;
  }
  return found;
}

function* compare(expected: unknown, actual: unknown, path: string): Generator<string> {
  if (Array.isArray(expected) && Array.isArray(actual)) yield* compareLists(expected, actual, path);
  else if (isObject(expected) && isObject(actual)) yield* compareFields(expected, actual, path);
  else if (!Object.is(expected, actual)) yield `${path || 'it'} is ${shown(actual)}, not ${shown(expected)}`;
}

function* compareLists(expected: unknown[], actual: unknown[], path: string): Generator<string> {
  if (expected.length !== actual.length)
    yield `${path || 'the list'} has ${actual.length} entries, not ${expected.length}`;
  for (const [place, each] of expected.slice(0, actual.length).entries())
    yield* compare(each, actual[place], `${path}[${place}]`);
}

function* compareFields(expected: Fields, actual: Fields, path: string): Generator<string> {
  for (const [field, each] of Object.entries(expected))
    if (each !== undefined) yield* compare(each, actual[field], path ? `${path}.${field}` : field);
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longest = 60;

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
