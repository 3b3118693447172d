/**
 * A regular expression out of alternatives that are written one a line, between what must stand before and after
 * them. A family knows its lines by dozens of turns of phrase, which nobody could read on one line.
 */
export function pattern(before: string, alternatives: string, after: string, flags = ''): RegExp {
  const choices = alternatives.trimStart().split(/\n\s*/).join('|');
  return new RegExp(`${before}(?:${choices})${after}`, flags);
}

/** Alternatives of one expression: V8 takes more than in proportion to make a longer one, all of it at the first article. */
const FEW = 20;

/** The same as several regular expressions of a few alternatives each, for a family that knows very many. */
export function patterns(before: string, alternatives: string, after: string): readonly RegExp[] {
  const lines = alternatives.trimStart().split(/\n\s*/);
  return Array.from({ length: Math.ceil(lines.length / FEW) }, (_, at) =>
    pattern(before, lines.slice(at * FEW, (at + 1) * FEW).join('\n'), after),
  );
}
