const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The value of a number in Roman figures up to the hundreds, in capitals: "XIV" is 14. */
export function readRoman(figures: string): number {
  const digits = Array.from(figures, (letter) => ROMAN_DIGITS[letter] as number);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}
