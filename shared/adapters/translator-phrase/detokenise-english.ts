const NO_SPACE_BEFORE = /^(?:[.,;:!?%)\]}'/]|\.\.\.|”|@-@|n't|'(?:s|re|ve|ll|d|m)|°.*)$/i;
const NO_SPACE_AFTER: ReadonlySet<string> = new Set(['/', '@-@', '(', '[', '{', '$', 'C$', 'A$', '£', '€', '“']);

/** Joins English tokens to a line of text. */
export function detokeniseEnglish(tokens: readonly string[]): string {
  let text = '';
  let isOpen = false;
  let isGlued = true;
  for (const token of tokens) {
    const isQuote = token === '"';
    const closes = isQuote && isOpen;
    if (!isGlued && !closes && !NO_SPACE_BEFORE.test(token)) text += ' ';
    text += token === '@-@' ? '-' : token;
    if (isQuote) isOpen = !isOpen;
    isGlued = (isQuote && !closes) || NO_SPACE_AFTER.has(token);
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
