/** Ids of the units that a unit of one set came of, or became, in the other; sorted. */
export type Descent = Map<string, string[]>;

/**
 * Follows units of a set to the members of a later one: a unit that is a member itself stays, and its
 * successors, theirs and so on count where they are members. A merger leads several units to one member, a
 * split leads one to several.
 *
 * @param successorsOf ids of the units that a unit became
 * @returns a list for every unit of the former set, empty where it leads to no member
 */
export function descendantsOf(
  former: readonly string[],
  members: readonly string[],
  successorsOf: (unit: string) => readonly string[],
): Descent {
  const wanted = new Set(members);
  const follow = (unit: string, seen: Set<string>): void => {
    if (seen.has(unit)) return;
    seen.add(unit);
    for (const successor of successorsOf(unit)) follow(successor, seen);
  };
  return new Map(
    former.map((unit) => {
      const reached = new Set<string>();
      follow(unit, reached);
      return [unit, [...reached].filter((id) => wanted.has(id)).sort()];
    }),
  );
}

/** The same read backwards: a list for every member, empty where it has no former unit. */
export function ancestorsOf(members: readonly string[], descendants: Descent): Descent {
  const ancestors: Descent = new Map(members.map((member) => [member, []]));
  for (const [former, became] of [...descendants].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const member of became) ancestors.get(member)!.push(former);
  return ancestors;
}
