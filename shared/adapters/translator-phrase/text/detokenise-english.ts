const NO_SPACE_BEFORE = /^(?:[.,;:!?%)\]}'/]|\.\.\.|@-@|n't|'(?:s|re|ve|ll|d|m)|°.*)$/i;
const NO_SPACE_AFTER: ReadonlySet<string> = new Set(['/', '@-@', '(', '[', '{', '$', 'C$', 'A$', '£', '€']);

/** A double quote of the source: which way it points, and whether it stands inside another pair. */
export interface QuoteRole {
  opens: boolean;
  isInner: boolean;
}

/** Joins English tokens to a line of text. Quotes without a role in `quotes` open and close in turn. */
export function detokeniseEnglish(tokens: readonly string[], quotes: readonly QuoteRole[] = []): string {
  let text = '';
  let seen = 0;
  let isGlued = true;
  for (const token of tokens) {
    const quote = token === '"' ? (quotes[seen] ?? { opens: seen % 2 === 0, isInner: false }) : undefined;
    if (quote) seen += 1;
    const isClosing = quote?.opens === false;
    if (!isGlued && !isClosing && !NO_SPACE_BEFORE.test(token)) text += ' ';
    text += token === '@-@' ? '-' : quote?.isInner ? "'" : token;
    isGlued = quote?.opens === true || NO_SPACE_AFTER.has(token);
  }
  return text
    .replace(
      /(\d[\d.,]*) (million|billion|trillion) (US |American )?dollars/g,
      (_, amount, unit, us) => `${us ? 'US' : ''}$${amount} ${unit}`,
    )
    .replace(/(\d[\d.,]*) dollars/g, '$$$1')
    .replace(/(\d) %/g, '$1%')
    .replace(/ \+ (\d)/g, '+$1');
}
