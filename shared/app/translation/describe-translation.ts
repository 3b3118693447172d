import { createMissedTermFinder } from '../../core/glossary/find-missed-terms.ts';
import type { GlossaryTerm } from '../../core/glossary/glossary.ts';
import type { SentencePair, Warning } from '../../core/result.ts';
import type { AppDependencies } from '../dependencies.ts';
import { indexesInTurns, mapInTurns, slicesOf } from '../work/in-turns.ts';
import type { GatedTranslation } from './gate-translation.ts';

/** An article may have millions of sentences, which are gone over in turns. */
type Turning = Pick<AppDependencies, 'clock'>;

/** Sentences joined by a space, paragraphs by a blank line, as the source is. In the order of the text, and in turns. */
export async function joinParagraphs({ clock }: Turning, pairs: readonly SentencePair[]): Promise<string> {
  let last: number | undefined;
  const join = (slice: readonly SentencePair[]): string =>
    slice
      .map(({ paragraph, translation }) => {
        const joint = last === undefined ? '' : paragraph === last ? ' ' : '\n\n';
        last = paragraph;
        return joint + translation;
      })
      .join('');
  return (await mapInTurns(clock, slicesOf(pairs), join)).join('');
}

/** Says which sentences the integrity gate questions, and in which a person should look for a fault. */
export async function describeGate(
  deps: Turning,
  title: GatedTranslation,
  pairs: readonly SentencePair[],
): Promise<Warning[]> {
  return [
    ...(await describeGrade(deps, 'issues', { code: 'integrity', verb: 'Check' }, title, pairs)),
    ...(await describeGrade(deps, 'doubtful', { code: 'doubtful', verb: 'Have a look at' }, title, pairs)),
  ];
}

/** Says what the fallback translated, because the gate refused what the engine itself made of it. */
export async function describeFallback(
  { fallbackTranslator, clock }: Turning & Pick<AppDependencies, 'fallbackTranslator'>,
  title: GatedTranslation,
  pairs: readonly SentencePair[],
): Promise<Warning[]> {
  if (!fallbackTranslator) return [];
  const sentences = await indexesInTurns(clock, pairs, ({ engine }) => engine !== undefined);
  const isTitle = title.engine !== undefined;
  if (!isTitle && sentences.length === 0) return [];
  const parts = [...(isTitle ? ['the title'] : []), ...(sentences.length > 0 ? ['these sentences'] : [])].join(' and ');
  const fallback = fallbackTranslator.engine;
  const quality = fallback.quality === 'draft' ? ' in draft quality' : '';
  const detail = `Translated by ${fallback.id}${quality}, for the engine's own translation failed its checks: ${parts}.`;
  return [{ code: 'fallback-engine', detail, sentences }];
}

async function describeGrade(
  { clock }: Turning,
  grade: 'issues' | 'doubtful',
  { code, verb }: { code: string; verb: string },
  title: GatedTranslation,
  pairs: readonly SentencePair[],
): Promise<Warning[]> {
  const codes = new Set(title[grade]);
  const sentences = await indexesInTurns(clock, pairs, (pair) => {
    for (const one of pair[grade] ?? []) codes.add(one);
    return pair[grade] !== undefined;
  });
  if (codes.size === 0) return [];
  return [
    { code, detail: `${verb} these sentences against the French ones (${[...codes].sort().join(', ')}).`, sentences },
  ];
}

/** Says which of the newsroom's terms the engine rendered otherwise. */
export async function describeMissedTerms(
  { glossary, clock }: Turning & Pick<AppDependencies, 'glossary'>,
  target: string,
  pairs: readonly SentencePair[],
): Promise<Warning[]> {
  if (glossary?.targetLanguage !== target) return [];
  const findMissedTerms = createMissedTermFinder(glossary);
  const missed = new Set<GlossaryTerm>();
  const sentences = await indexesInTurns(clock, pairs, (pair) => {
    const terms = findMissedTerms(pair);
    for (const term of terms) missed.add(term);
    return terms.length > 0;
  });
  if (missed.size === 0) return [];
  const terms = [...missed].map((term) => `${term.source} → ${term.target}`).join('; ');
  return [{ code: 'glossary-not-honoured', detail: `These terms of the glossary were not used: ${terms}.`, sentences }];
}
