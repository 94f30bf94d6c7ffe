/** Where something is written; lines and columns count from 1. */
export type Place = { path: string; line: number; column: number };

/** One fault of a definition file, at the place to mend it. */
export type DefinitionFinding = Place & { message: string };

export type Report = (place: Place, message: string) => void;

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By place, so that the list does not depend on the order in which files were given or rules were tried. */
export const sortFindings = (findings: DefinitionFinding[]): DefinitionFinding[] =>
  findings.toSorted(
    (a, b) =>
      order(a.path, b.path) ||
      order(a.line, b.line) ||
      order(a.column, b.column) ||
      order(a.message, b.message),
  );
