/** Longer strings may be slices of a text, which they would keep in memory. */
const MAX_LENGTH = 12;
const MAX_REMEMBERED = 4_000;

/**
 * Makes a function of one string that remembers what it said of short ones: the words of French, and what stands between
 * them, come again by the hundred.
 */
export function remembering<Answer extends object>(read: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = read(text);
    if (known.size === MAX_REMEMBERED) known.clear();
    if (text.length <= MAX_LENGTH) known.set(text, answer);
    return answer;
  };
}
