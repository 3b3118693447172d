/** An object without objects in it; what its strings hold does not count. */
const FLAT_OBJECT = /\{(?:[^{}"\\]|"(?:[^"\\]|\\.)*")*\}/gs;
/** What models that reason write before their answer. */
const REASONING_END = '</think>';
const WHITE_SPACE = /\s+/g;

/**
 * Reads `{ "n": 1, "t": "…" }` wherever it stands: in an object that holds them all, one a line, in a fence or in prose. An
 * object that was cut off is left out, and so is a number that comes twice. Translations are on one line.
 * `isMiscounted` where there are numbers that nobody gave: then whoever wrote them has miscounted, and no number is to be
 * trusted.
 */
export function readLines(answer: string, count: number) {
  const text = answer.slice(answer.lastIndexOf(REASONING_END) + 1);
  const byNumber = new Map<number, string>();
  const doubled = new Set<number>();
  let isMiscounted = false;
  for (const [found] of text.matchAll(FLAT_OBJECT)) {
    const line = readLine(found);
    if (!line) continue;
    if (line.n < 1 || line.n > count) isMiscounted = true;
    if (byNumber.has(line.n)) doubled.add(line.n);
    byNumber.set(line.n, line.t.replace(WHITE_SPACE, ' ').trim());
  }
  for (const n of doubled) byNumber.delete(n);
  return { byNumber, isMiscounted };
}

function readLine(json: string): { n: number; t: string } | undefined {
  try {
    const { n, t } = JSON.parse(json) as { n?: unknown; t?: unknown };
    const number = typeof n === 'string' ? Number(n) : n;
    return typeof t === 'string' && Number.isInteger(number) ? { n: number as number, t } : undefined;
  } catch {
    return undefined; // something else in braces
  }
}
