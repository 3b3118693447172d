import type { SentencePair } from '../../core/result.ts';
import { setNoBreakSpaces } from '../../core/typography/no-break-spaces.ts';
import type { Clock } from '../../ports/clock.ts';
import { createTurns, mapInTurns } from '../work/in-turns.ts';

/** What is gone over at a time: some milliseconds where every other sign is a space of punctuation. */
const PIECE_CHARACTERS = 100_000;

/** A whole text as it is shown: `setNoBreakSpaces` in turns. */
export async function showText(clock: Pick<Clock, 'monotonicMs' | 'sleep'>, text: string): Promise<string> {
  return (await mapInTurns(clock, cutAwayFromSpaces(text), setNoBreakSpaces)).join('');
}

/** Sentences as they are shown; what is sent, remembered and compared has plain spaces. */
export async function showPairs(
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>,
  pairs: readonly SentencePair[],
): Promise<SentencePair[]> {
  const takeTurns = createTurns(clock);
  const shown: SentencePair[] = [];
  for (const pair of pairs) {
    await takeTurns();
    const isLong = pair.source.length > PIECE_CHARACTERS;
    shown.push({ ...pair, source: isLong ? await showText(clock, pair.source) : setNoBreakSpaces(pair.source) });
  }
  return shown;
}

/** Pieces that are the text together, with no space beside a cut: a space is set by the signs beside it. */
function* cutAwayFromSpaces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = start + PIECE_CHARACTERS;
    while (end < text.length && (text[end] === ' ' || text[end - 1] === ' ')) end += 1;
    yield text.slice(start, end);
    start = end;
  }
}
