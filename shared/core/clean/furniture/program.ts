import type { FurnitureFamily } from './line.ts';
import { pattern } from './pattern.ts';

const CODE_TOKENS = pattern(
  '',
  String.raw`
    \bfunction\s?\w{0,30}\s?\(
    =>
    \b(?:var|let|const)\s+\w+\s*=
    \b(?:window|document|googletag|console|jQuery|adsbygoogle|dataLayer|localStorage|navigator)\b[.[(]
    [;{}]\s*$
    ^\s*[}\])]+[;,)]*
    @media\b
    !important
    "\s*:\s*["[{\d]
    \{\s*["\w-]+\s*:
    \]\]>
    \btypeof\b
    \$\(
    \w\(\)\s*[;{]
    \b(?:px|rem|em)\s*;
    return\s+\w+\s*;
    &&
    \|\|`,
  '',
  'g',
);
/** What no program is without; the closer look is dear. */
const MAY_BE_PROGRAM = /[{}[\]();=<]/;
const SYMBOLS = /[{}[\]();=<>_|&$\\"]/g;

/** Six words in a row, with nothing but spaces and commas between them: a sentence stands beside the program. */
const PROSE = /(?:\p{L}+[,’']? ){6}/u;

/** What a page's programs and style sheets leave behind. */
export const scriptRemnant: FurnitureFamily = {
  name: 'script',
  matches({ text }) {
    const sample = text.slice(0, 2000);
    if (!MAY_BE_PROGRAM.test(sample)) return false;
    const tokens = sample.match(CODE_TOKENS)?.length ?? 0;
    if (tokens === 0 || PROSE.test(sample)) return false;
    const symbols = [...sample.matchAll(SYMBOLS)].length;
    return (
      (symbols / sample.length > (tokens > 2 ? 0.05 : 0.08) && /[{};=<]/.test(sample)) ||
      /^\s*[{}[\]();,]+\s*$/.test(sample) ||
      /^[\w$]+(?:\.[\w$]+)+ ?[(=].*[;})]$/.test(sample) ||
      /^[.#@][\w-]+(?:[ .:#>][\w.#:-]+)*\s*\{/.test(sample)
    );
  },
};
