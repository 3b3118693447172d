/** Character classes for the inner loop: ASCII and Latin letters by code, the rest by Unicode property. */
const ANY_LETTER = /\p{L}/u;

/** One UTF-16 unit; `''` is no letter. */
export function isLetter(unit: string): boolean {
  if (unit >= 'a' && unit <= 'z') return true;
  if (unit < 'À') return unit >= 'A' && unit <= 'Z';
  return ANY_LETTER.test(unit);
}

export function isSmallLetter(unit: string): boolean {
  if (unit >= 'a' && unit <= 'z') return true;
  return unit >= 'À' && unit !== unit.toUpperCase();
}

export function isCapital(unit: string): boolean {
  if (unit >= 'A' && unit <= 'Z') return true;
  return unit >= 'À' && unit !== unit.toLowerCase();
}

export function isDigit(unit: string): boolean {
  return unit >= '0' && unit <= '9';
}

export function isTerminator(unit: string): boolean {
  return unit === '.' || unit === '!' || unit === '?' || unit === '…';
}
