/** What the page tells its script, in the block with that id. */
export const pageData = <Data>(id: string): Data =>
  JSON.parse(document.getElementById(id)!.textContent!) as Data;

/** A sentence with its gaps filled: `{unit}` and the like. */
export const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));

const { lang } = document.documentElement;

/** A number as people who read the page write it. */
export const written = (value: number, decimals?: number | null): string =>
  new Intl.NumberFormat(lang, {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 10,
  }).format(value);

/** An element with text in it: what stands in data stays text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { text, className }: { text?: string; className?: string } = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

export const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
