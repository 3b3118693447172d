import { type FixedSpan, lowerAt } from './fixed-span.ts';
import { translateNationality } from '../words/nationalities.ts';

const PARTICLE = /^(?:Le|La|Les|L'|De|Du|Des|D')$/;
const NAME = /^\p{Lu}[\p{L}\p{M}'-]+$/u;

/** An article inside a name is part of it: "Gwenaël Le Bozec" keeps its "Le". */
export function keepNameParticle(tokens: readonly string[], start: number): FixedSpan | undefined {
  const particle = tokens[start] ?? '';
  const isInName = PARTICLE.test(particle) && NAME.test(tokens[start - 1] ?? '') && NAME.test(tokens[start + 1] ?? '');
  return isInName ? { start, end: start + 1, tokens: [particle] } : undefined;
}

/** "son homologue américain" is "his American counterpart": a person's, never "its". */
export function translateCounterpart(tokens: readonly string[], start: number): FixedSpan | undefined {
  if (lowerAt(tokens, start) !== 'son' || lowerAt(tokens, start + 1) !== 'homologue') return undefined;
  const nationality = translateNationality(tokens[start + 2] ?? '');
  return { start, end: start + (nationality ? 3 : 2), tokens: ['his', ...(nationality ?? []), 'counterpart'] };
}
