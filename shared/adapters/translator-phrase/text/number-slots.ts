const YEAR = /^(1[0-9]|20)\d\d$/;
const NUMBER = /^\d+([.,]\d+)*$/;
const TIME = /^\d+:\d\d$/;
const ORDINAL = /^\d+(st|nd|rd|th|er|ère|e|è|ème|nde)$/;
const SLOTS: ReadonlySet<string> = new Set(['#y', '#', '#h', '#o']);

/** The word that stands for a number in the model: a year, a number, a time or an ordinal; undefined for the rest. */
export function numberSlot(token: string): string | undefined {
  if (YEAR.test(token)) return '#y';
  if (NUMBER.test(token)) return '#';
  if (TIME.test(token)) return '#h';
  return ORDINAL.test(token) ? '#o' : undefined;
}

/** How English writes a French number: 1er → 1st, 3,5 → 3.5, 61000 → 61,000, 1.700 → 1,700. */
export function writeNumber(token: string): string {
  const slot = numberSlot(token);
  if (slot === '#o') return writeOrdinal(Number.parseInt(token, 10));
  if (slot !== '#') return token;
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(token)) return token.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
  const number = token.replace(',', '.');
  if (!/^\d{5,}(\.\d+)?$/.test(number)) return number;
  return number.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

function writeOrdinal(value: number): string {
  const suffix = ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
  return `${value}${value % 100 >= 11 && value % 100 <= 13 ? 'th' : suffix}`;
}

/** Writes a phrase: its slots take the numbers of its own source span, left to right; a slot too many writes nothing. */
export function fillNumberSlots(target: readonly string[], source: readonly string[]): string[] {
  const numbers = source.filter((token) => numberSlot(token) !== undefined);
  let used = 0;
  return target.flatMap((token) => {
    if (!SLOTS.has(token)) return [token];
    const number = numbers[used++];
    return number === undefined ? [] : [writeNumber(number)];
  });
}
