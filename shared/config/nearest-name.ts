/** Names further apart than this share of their length are no slips of one another. */
const MAX_DISTANCE_SHARE = 0.4;
/** No name that is known is as long; what strangers send is not compared letter by letter. */
const MAX_LENGTH = 100;

/**
 * The known name that a mistyped one most likely stands for, by edit distance (Levenshtein) without regard to case;
 * `undefined` when none is near.
 */
export function findNearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, candidate.length * MAX_DISTANCE_SHARE))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** What is wrong with a name that nobody knows, for a message that has named it. */
export function describeUnknownName(name: string, known: readonly string[]): string {
  return `is not known${suggestName(name, known)}`;
}

/** The end of a message about a name that nobody knows; empty when no known one is near. */
export function suggestName(name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** Fewest letters to be added, taken away or changed. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}
