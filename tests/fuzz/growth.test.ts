import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTranslation } from '../../shared/core/check/check-translation.ts';
import { runStages } from '../bench/pipeline/stages.ts';
import { runs } from '../support/runs.ts';

/** What patterns count, nest, look ahead over and look back over. */
const SIGNS = [
  ...'"“”\'«»‹›.…!?;:,-–()[]{}<>&#%@/|*_ \t\n\u00a0\u202f',
  ...'aAéÀ0179',
  'l’',
  'M. ',
  'http://',
  'www.',
  '12 ',
];

const CHARACTERS = 10_000;
const TIMES_LONGER = 8;
/** Eight times the text takes eight times the processor time; what is quadratic takes sixty-four times. */
const MAX_RATIO = 24;
/** Below this the timer and the collector of garbage weigh more than the text. */
const LEAST_MS = 10;
const ATTEMPTS = 3;

const STAGES: Record<string, (text: string) => unknown> = {
  'cleaning, segmenting and summarising': (text) => runStages({ title: 'Le port', text }),
  'the gate': (text) => checkTranslation({ source: text, translation: text, targetLanguage: 'en' }),
};

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Of processor time; the least of several runs, while it looks suspicious. */
function ratioOf(unit: string, run: (text: string) => unknown): number {
  const write = (characters: number) => unit.repeat(characters / unit.length);
  const [short, long] = [write(CHARACTERS), write(TIMES_LONGER * CHARACTERS)];
  let [shortMs, longMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    shortMs = Math.min(
      shortMs,
      cpuMs(() => run(short)),
    );
    longMs = Math.min(
      longMs,
      cpuMs(() => run(long)),
    );
    if (longMs <= MAX_RATIO * Math.max(shortMs, LEAST_MS)) break;
  }
  return longMs / Math.max(shortMs, LEAST_MS);
}

test.each(Object.entries(STAGES))(
  '%s take time in proportion, whatever is repeated',
  { timeout: 600_000 },
  (_, run) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 6 }), (signs) => {
        expect(ratioOf(signs.join(''), run)).toBeLessThanOrEqual(MAX_RATIO);
      }),
      { ...runs(4), examples: [['»'], ['« '], ['1'], ['…\n'], ['?'], ['"7']].map((signs) => [signs]) },
    );
  },
);
