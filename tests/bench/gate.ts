import { existsSync, readFileSync } from 'node:fs';
import { checkTranslation } from '../../shared/core/check/check-translation.ts';
import { DAMAGES, type Damage, type HumanPair } from './gate/damage.ts';
import { atLeast, atMost, type Bench, type BenchReport } from './report.ts';

/** Human translations: a French sentence, a tab, an English one. They are not part of this repository. */
const PAIRS = new URL('../../../shared/mt-kit/data/flores-dev.tsv', import.meta.url);

const MAX_FAILED = 8;
const MAX_DOUBTFUL = 20;
/** Shares of the damaged translations to be caught, in either grade. */
const MIN_CAUGHT: Partial<Record<keyof typeof DAMAGES, number>> = {
  'a digit changed': 0.92,
  'the line of another sentence': 0.6,
  'said twice': 0.95,
  'half left in French': 0.5,
  'a number added': 0.85,
  'the currency exchanged': 0.9,
  '“not” dropped': 0.6,
};

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What the gate says of human translations, and how many it catches once they are damaged. */
export const benchGate: Bench = async () => {
  if (!existsSync(PAIRS)) return [{ what: 'human translations', value: `not here: ${PAIRS.pathname}` }];
  const pairs = readFileSync(PAIRS, 'utf8')
    .trim()
    .split('\n')
    .map((line): HumanPair => {
      const [source = '', translation = ''] = line.split('\t');
      return { source, translation };
    });
  const grades = pairs.map(({ source, translation }) => gradeOf(source, translation));
  const count = (grade: string) => grades.filter((one) => one === grade).length;
  const report: BenchReport = [
    { what: 'human pairs failed', value: `${count('failed')}`, bar: atMost(count('failed'), MAX_FAILED, String) },
    {
      what: 'human pairs doubted',
      value: `${count('doubtful')}`,
      bar: atMost(count('doubtful'), MAX_DOUBTFUL, String),
    },
  ];
  for (const [what, damage] of Object.entries(DAMAGES) as [keyof typeof DAMAGES, Damage][]) {
    const damaged = pairs.flatMap((pair, at) => {
      const translation = damage(pair, at, pairs);
      return translation === undefined || translation === pair.translation ? [] : [{ ...pair, translation }];
    });
    const caught = damaged.map(({ source, translation }) => gradeOf(source, translation));
    const failed = caught.filter((grade) => grade === 'failed').length;
    const share = caught.filter((grade) => grade !== 'sound').length / damaged.length;
    const least = MIN_CAUGHT[what];
    report.push({
      what: `caught: ${what}`,
      value: percent(share),
      baseline: `of ${damaged.length}; failed ${failed}`,
      ...(least === undefined ? {} : { bar: atLeast(share, least, percent) }),
    });
  }
  return report;
};

function gradeOf(source: string, translation: string): 'sound' | 'doubtful' | 'failed' {
  const grades = checkTranslation({ source, translation, targetLanguage: 'en' }).map(({ grade }) => grade);
  if (grades.includes('failed')) return 'failed';
  return grades.length > 0 ? 'doubtful' : 'sound';
}
