/**
 * A regular expression out of alternatives that are written one a line, between what must stand before and after
 * them. A family knows its lines by dozens of turns of phrase, which nobody could read on one line.
 */
export function pattern(before: string, alternatives: string, after: string, flags = ''): RegExp {
  const choices = alternatives.trimStart().split(/\n\s*/).join('|');
  return new RegExp(`${before}(?:${choices})${after}`, flags);
}
