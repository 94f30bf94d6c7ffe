import type { Route } from './route.ts';

type Values = Record<string, string | number | undefined>;

/** The address of an operation, relative to the service: path parameters filled in, the others as a query. */
export function addressOf({ path }: Route, values: Values = {}): string {
  const rest = new Map(Object.entries(values));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of rest) if (value !== undefined) query.set(name, String(value));
  return query.size ? `${filled}?${query}` : filled;
}
