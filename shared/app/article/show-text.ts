import type { SentencePair } from '../../core/result.ts';
import { setNoBreakSpaces } from '../../core/typography/no-break-spaces.ts';
import type { Clock } from '../../ports/clock.ts';
import { createTurns, mapInTurns } from '../work/in-turns.ts';

/** What is gone over at a time: some milliseconds where every other sign is a space of punctuation. */
const PIECE_CHARACTERS = 100_000;

/** A whole text as it is shown: `setNoBreakSpaces` in turns. */
export async function showText(clock: Pick<Clock, 'monotonicMs' | 'sleep'>, text: string): Promise<string> {
  return (await mapInTurns(clock, startsOfPieces(text), (start) => showPiece(text, start))).join('');
}

function* startsOfPieces(text: string): Generator<number> {
  for (let start = 0; start < text.length; start += PIECE_CHARACTERS) yield start;
}

/** A space is set by the signs beside it: a piece is read with one more unit at each end. */
function showPiece(text: string, start: number): string {
  const before = start === 0 ? 0 : 1;
  const shown = setNoBreakSpaces(text.slice(start - before, start + PIECE_CHARACTERS + 1));
  return shown.slice(before, before + PIECE_CHARACTERS);
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
