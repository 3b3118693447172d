/** What keys look like, by who gives them out. Their own prefixes, so that ordinary text does not match. */
const KEY_PATTERNS: readonly [kind: string, pattern: RegExp][] = [
  ['AWS access key', /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z2-7]{16}\b/g],
  ['private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/g],
  ['GitLab token', /\bglpat-[\w-]{20,}/g],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['Slack token', /\bxox[abeoprs]-[\w-]{10,}/g],
  ['Slack webhook', /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/g],
  ['Google key', /\bAIza[\w-]{35}/g],
  ['model provider key', /\bsk-(?:ant-|proj-)?[\w-]{32,}/g],
  ['Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}/g],
  ['JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g],
  ['password in an address', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`$<>{}]+:[^\s/:@'"`$<>{}]{3,}@/g],
];

/** A value given to something whose name says that it is secret. */
const ASSIGNMENT =
  /(?:secret|token|passw(?:or)?d|credential|api[_-]?key|access[_-]?key|auth)\w*["']?\s*[:=]\s*["'`]?([\w+/=.~-]{16,})/gi;

/** Bits a character; words and identifiers stay below, random letters and digits from 20 on lie above. */
const MIN_ENTROPY_BITS = 3.8;

export interface Finding {
  kind: string;
  line: number;
  value: string;
}

/** Everything in a text that looks like a key or a password. */
export function findSecrets(text: string): Finding[] {
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  const known = KEY_PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: value, index }) => ({ kind, line: lineAt(index), value })),
  );
  const assigned = [...text.matchAll(ASSIGNMENT)]
    .map(({ 1: value = '', index }) => ({ kind: 'random value of a secret', line: lineAt(index), value }))
    .filter(({ value }) => /\d/.test(value) && /[a-z]/i.test(value) && entropyBits(value) >= MIN_ENTROPY_BITS);
  return [...known, ...assigned];
}

/** Shannon entropy of a string, in bits a character. */
function entropyBits(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
