import type { GlossaryTerm } from '../../../../core/glossary/glossary.ts';
import { tokeniseFrench } from '../../text/tokenise-french.ts';
import type { SpanRule } from './fixed-span.ts';

/** Makes a rule that finds terms whatever their case, the longest first. */
export function createTermRule(terms: readonly GlossaryTerm[], tokeniseTarget: (target: string) => string[]): SpanRule {
  const byFirstToken = new Map<string, { source: string[]; tokens: string[] }[]>();
  for (const { source, target } of terms) {
    const words = tokeniseTerm(source).map((token) => token.toLowerCase());
    const [first] = words;
    if (first === undefined) continue;
    const sameStart = byFirstToken.get(first) ?? [];
    sameStart.push({ source: words, tokens: tokeniseTarget(target) });
    byFirstToken.set(
      first,
      sameStart.sort((one, other) => other.source.length - one.source.length),
    );
  }
  return (tokens, start) => {
    const candidates = byFirstToken.get(tokens[start]?.toLowerCase() ?? '') ?? [];
    const found = candidates.find(({ source }) =>
      source.every((word, index) => tokens[start + index]?.toLowerCase() === word),
    );
    return found && { start, end: start + found.source.length, tokens: found.tokens };
  };
}

/** An elision at the end of a term ("en raison d'") is a token only before a word. */
function tokeniseTerm(term: string): string[] {
  return term.endsWith("'") ? tokeniseFrench(`${term}x`).slice(0, -1) : tokeniseFrench(term);
}
