/** Time over length on logarithmic scales: 1 is linear, 2 quadratic. */
export const MAX_EXPONENT = 1.25;

/** How often a text is doubled. */
const DOUBLINGS = 4;
/** What else happens on the machine only ever adds time: the least of several runs counts, while a text looks suspicious. */
const ATTEMPTS = 3;
/** The shortest text is made so long that the timer and the collector of garbage weigh little. */
const LEAST_MS = 8;

export interface GrowthOptions {
  /** Characters of the shortest text, or of the shortest that is tried. */
  firstCharacters: number;
  /** How long the shortest may be made. */
  maxFirstCharacters?: number;
}

/** How the processor time of work grows over four doublings of what it is given. */
export async function measureExponent(
  write: (characters: number) => string,
  run: (text: string) => unknown,
  { firstCharacters, maxFirstCharacters = firstCharacters }: GrowthOptions,
): Promise<{ exponent: number; characters: number; lastMs: number }> {
  const timeOf = (characters: number) => {
    const text = write(characters);
    return cpuMs(() => run(text));
  };
  let first = firstCharacters;
  // What runs for the first time is compiled.
  if (maxFirstCharacters > first) await timeOf(first);
  while (first < maxFirstCharacters && (await timeOf(first)) < LEAST_MS) first *= 2;
  const times = Array.from({ length: DOUBLINGS + 1 }, () => Number.POSITIVE_INFINITY);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    for (const [at, before] of times.entries()) times[at] = Math.min(before, await timeOf(first * 2 ** at));
    if (fitExponent(times) <= MAX_EXPONENT) break;
  }
  return {
    exponent: fitExponent(times),
    characters: first * 2 ** DOUBLINGS,
    lastMs: Math.round(times.at(-1) ?? 0),
  };
}

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The slope of the least squares through the logarithms of the times at each doubling. */
function fitExponent(times: readonly number[]): number {
  const points = times.map((ms, doublings) => [doublings, Math.log2(Math.max(ms, 1))] as const);
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const products = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return products / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}
