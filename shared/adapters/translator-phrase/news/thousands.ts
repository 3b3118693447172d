const GROUPED = /(?<![\d.,])\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?!\d)/g;

/** "1 700" becomes "1.700", which is no year and keeps its groups until it is written as "1,700". */
export function markThousands(line: string): string {
  return line.replace(GROUPED, (number) => number.replace(/\D/g, '.'));
}
