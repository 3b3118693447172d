import type { GlossaryTerm } from '../../../core/glossary/glossary.ts';
import type { OptionSource } from '../search/phrase-options.ts';
import type { SearchProblem } from '../search/search.ts';
import type { Vocabulary } from '../text/source-words.ts';
import { translateAmount } from './spans/amounts.ts';
import { translateDate } from './spans/dates.ts';
import { translateDuration } from './spans/durations.ts';
import { fixSpans, groupNames } from './spans/fix-spans.ts';
import { findFixedSpans } from './spans/fixed-span.ts';
import { keepFaithful } from './keep-faithful.ts';
import { NEWS_LEXICON } from './words/lexicon.ts';
import { keepNameParticle, translateCounterpart } from './spans/names.ts';
import { composeNounGroups } from './noun-groups.ts';
import { translatePreposition } from './spans/prepositions.ts';
import { translateSpeech } from './spans/speech.ts';
import { createTermRule } from './spans/terms.ts';
import { translateTitle } from './spans/titles.ts';
import { settleVerbs } from './spans/verbs.ts';

/** One private-use character, which stands for something that is kept as it is. */
const STAND_IN = /^\p{Co}$/u;

/** Changes a search problem before it is searched; `write` gives the English of an unknown token. */
export type SegmentPlanner = (
  problem: SearchProblem,
  tokens: readonly string[],
  write: (index: number) => readonly string[],
) => void;

/** The rules for French news. The glossary has the first word, then the rules in order of how much they know. */
export function createNewsPlanner(
  source: OptionSource,
  glossary: readonly GlossaryTerm[],
  vocabulary: Vocabulary,
): SegmentPlanner {
  const rules = [
    createTermRule(glossary, (target) => [target]),
    translateTitle,
    translateCounterpart,
    keepNameParticle,
    translateAmount,
    translateDuration,
    translateDate,
    translateSpeech,
    translatePreposition,
    createTermRule(NEWS_LEXICON, (target) => target.split(' ')),
  ];
  return (problem, tokens, write) => {
    const spans = findFixedSpans(tokens, rules);
    keepFaithful(problem.lattice, tokens, source, vocabulary, write);
    settleVerbs(problem.lattice, tokens, source);
    composeNounGroups(problem.lattice, tokens, source);
    fixSpans(problem.lattice, spans, source);
    problem.groups = groupNames(tokens, spans);
    for (const [index, token] of tokens.entries()) if (STAND_IN.test(token)) problem.walls[index] = 1;
  };
}
