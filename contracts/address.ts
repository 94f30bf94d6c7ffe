import type { Route } from './route.ts';

type Values = Record<string, string | number | undefined>;

/** The address of an operation, relative to the service: path parameters filled in, the others as a query. */
export function addressOf({ path }: Pick<Route, 'path'>, values: Values = {}): string {
  let filled = path;
  const rest: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    const place = `{${name}}`;
    if (path.includes(place)) filled = filled.replace(place, () => encodeURIComponent(String(value)));
    else if (value !== undefined) rest.push([name, String(value)]);
  }
  return rest.length > 0 ? `${filled}?${new URLSearchParams(rest)}` : filled;
}
