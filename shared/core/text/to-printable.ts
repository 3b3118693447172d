/** All control characters but tab and line feed, and what turns the direction of a line around. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a stranger for a terminal, where control characters would be commands; each becomes U+FFFD. */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** The same for what stands in one line, such as a name. */
export function toPrintableLine(text: string): string {
  return toPrintable(text).replace(/[\t\n\u2028\u2029]/g, '\ufffd');
}
