/** What the stand-in saw and would have charged. */
export interface StandInCounts {
  /** TranslateText calls, whatever became of them. */
  calls: number;
  /** Calls of every operation, by name. */
  operations: Record<string, number>;
  answeredCalls: number;
  /** Calls that were throttled, by limit or by fault. */
  throttledCalls: number;
  /** Faults that hit, by name. */
  faults: Record<string, number>;
  /** Unicode code points of every text that was taken up, whether or not its answer was heard. */
  billedCharacters: number;
  /** Of these, of calls whose answer a fault kept from being heard. */
  unheardCharacters: number;
  /** UTF-8 bytes of every text that was taken up. */
  answeredBytes: number;
  /** How often each line was billed: more than once is paid twice. */
  billedLines: Record<string, number>;
  mostConcurrentCalls: number;
}

export function createCounts(): StandInCounts {
  return {
    calls: 0,
    operations: {},
    answeredCalls: 0,
    throttledCalls: 0,
    faults: {},
    billedCharacters: 0,
    unheardCharacters: 0,
    answeredBytes: 0,
    billedLines: Object.create(null) as Record<string, number>,
    mostConcurrentCalls: 0,
  };
}

export function addOne(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

export function bill(counts: StandInCounts, text: string): void {
  counts.answeredCalls += 1;
  counts.billedCharacters += [...text].length;
  counts.answeredBytes += Buffer.byteLength(text);
  for (const line of text.split('\n')) addOne(counts.billedLines, line);
}
