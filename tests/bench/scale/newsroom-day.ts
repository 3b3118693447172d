/** Minutes of a day, and how they come: three bursts, of the morning's, the noon's and the evening's wires. */
const MINUTES = 1_440;
const BURSTS_AT = [360, 720, 1_080];
const BURST_MINUTES = 10;

/** A burst brings so many times the mean of the day, and at least so many articles in a minute: one agency's feed. */
export const BURST_FACTOR = 10;
export const LEAST_BURST_PER_MINUTE = 60;

/** Articles of each minute of a day of `articles`: bursts, and the rest spread evenly. */
export function newsroomDay(articles: number): number[] {
  const burst = Math.max((BURST_FACTOR * articles) / MINUTES, LEAST_BURST_PER_MINUTE);
  // A small newsroom's bursts are shorter, lest they bring more than the day has.
  const minutes = Math.min(BURST_MINUTES, articles / 2 / BURSTS_AT.length / burst);
  const quiet = (articles - BURSTS_AT.length * minutes * burst) / MINUTES;
  return Array.from({ length: MINUTES }, (_, minute) => {
    const begun = BURSTS_AT.find((at) => minute >= at && minute < at + minutes);
    const share = begun === undefined ? 0 : Math.min(1, begun + minutes - minute);
    return quiet + share * burst;
  });
}

/** How long the oldest message waits at worst, in minutes, where so many are worked off a minute; endless where days add up. */
export function oldestWait(arrivals: readonly number[], workedOffPerMinute: number): number {
  const total = arrivals.reduce((sum, articles) => sum + articles, 0);
  if (total > workedOffPerMinute * arrivals.length) return Number.POSITIVE_INFINITY;
  let waiting = 0;
  let longest = 0;
  for (const articles of arrivals) {
    longest = Math.max(longest, (waiting + articles) / workedOffPerMinute - 1);
    waiting = Math.max(0, waiting + articles - workedOffPerMinute);
  }
  return Math.max(0, longest);
}
