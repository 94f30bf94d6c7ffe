import type { Route } from './route.ts';

type Values = Record<string, string | number | undefined>;

/** The address of an operation, relative to the service: path parameters filled in, the others as a query. */
export function addressOf({ path }: Pick<Route, 'path'>, values: Values = {}): string {
  const parts = partsOf(path);
  let filled = parts[0]!;
  for (let place = 1; place < parts.length; place += 2)
    filled += encodeURIComponent(String(values[parts[place]!])) + parts[place + 1];
  const rest = Object.keys(values).filter((name) => values[name] !== undefined && !parts.includes(name));
  if (rest.length === 0) return filled;
  return `${filled}?${new URLSearchParams(rest.map((name): [string, string] => [name, String(values[name])]))}`;
}

const known = new Map<string, string[]>();

/** Text and names of parameters in turns, text first and last. A path is taken apart once: an answer has dozens of links. */
function partsOf(path: string): string[] {
  const parts = known.get(path) ?? path.split(/[{}]/);
  known.set(path, parts);
  return parts;
}
