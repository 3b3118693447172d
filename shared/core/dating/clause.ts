/** Where one clause ends and the next begins. */
const BOUNDARY =
  /[,;:()–—"]|(?<!\p{L})(?:qu[ei]|qu'|dont|où|lorsqu[e']|quand|alors|tandis|mais|et|ou|car|avant|après|puis|pour|afin|si|s'ils?|selon)(?!\p{L})/giu;

/** What stands in one clause with a time word, before and behind it. `before` and `after` are the rest of the sentence. */
export function clauseAround(before: string, after: string): { before: string; after: string } {
  const last = [...before.matchAll(BOUNDARY)].at(-1);
  const [next, second] = after.matchAll(BOUNDARY);
  // "Mardi, le maire a annoncé": what opens a sentence belongs to what comes behind its comma.
  const end = before.trim() === '' && next?.[0] === ',' ? second : next;
  return {
    before: last === undefined ? before : before.slice(last.index + last[0].length),
    after: after.slice(0, end?.index),
  };
}
