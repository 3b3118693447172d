import type { Completion } from '../../ports/engines/language-model.ts';
import type { Line } from './plan-packs.ts';
import { readLines } from './read-lines.ts';

/** What one call brought: lines and their translations, equally many, and what it cost. */
export interface TranslatedPack {
  asked: readonly Line[];
  lines: readonly Line[];
  translations: readonly string[];
  /** Lines that the model will not translate, alone neither. */
  refused: readonly Line[];
  completion: Completion;
}

/**
 * Translates the lines of one call, and asks again for what it did not bring: each line alone where lines are missing or
 * doubled, and all of them where the model miscounted; both halves where the answer was cut at the most tokens, or stopped by
 * a filter, which says nothing of which line was to blame. A line that is filtered even alone, or is answered with no line at
 * all, is refused; one whose answer cannot be used otherwise is left out. Emits what each call brought; throws the first failure when all calls are over.
 */
export async function translatePack(
  lines: readonly Line[],
  ask: (lines: readonly Line[]) => Promise<Completion>,
  emit: (result: TranslatedPack) => Promise<void>,
): Promise<void> {
  const completion = await ask(lines);
  const { stop, text } = completion;
  const { byNumber, isMiscounted } = readLines(stop === 'filtered' ? '' : text, lines.length);
  const brought = new Map<Line, string>();
  lines.forEach((line, at) => {
    const translation = byNumber.get(at + 1);
    if (translation !== undefined && !isMiscounted) brought.set(line, translation);
  });
  const left = lines.filter((line) => !brought.has(line));
  const isAlone = lines.length === 1;
  const isRefusal = stop === 'filtered' || (stop === 'end' && byNumber.size === 0 && !isMiscounted);
  await emit({
    asked: lines,
    lines: [...brought.keys()],
    translations: [...brought.values()],
    refused: isAlone && isRefusal ? left : [],
    completion,
  });
  if (isAlone || left.length === 0) return;
  const groups = stop === 'end' ? left.map((line) => [line]) : halve(left);
  const outcomes = await Promise.allSettled(groups.map((group) => translatePack(group, ask, emit)));
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

function halve(lines: readonly Line[]): Line[][] {
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)].filter((half) => half.length > 0);
}
