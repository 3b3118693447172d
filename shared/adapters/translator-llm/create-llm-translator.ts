import { DepecheError } from '../../core/errors.ts';
import { createTermFinder } from '../../core/glossary/find-terms.ts';
import type { Glossary, GlossaryTerm } from '../../core/glossary/glossary.ts';
import type { LanguageModel } from '../../ports/engines/language-model.ts';
import type { SourceLanguage, TokenPrices, Translator } from '../../ports/engines/translator.ts';
import { mostTokens } from '../engine-calls/count-tokens.ts';
import { createSentenceAssembler } from '../engine-calls/create-sentence-assembler.ts';
import { countCodePoints } from '../engine-calls/plan-requests.ts';
import { streamJobs } from '../engine-calls/stream-jobs.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { inputTokens, type Line, outputLimit, type PackLimits, planPacks } from './plan-packs.ts';
import { requireTarget, TARGET_LANGUAGES } from './target-languages.ts';
import { translatePack } from './translate-pack.ts';
import { ANSWER, PROMPT_VERSION, writeInstructions, writeLines } from './translation-prompt.ts';

export interface LlmTranslatorOptions extends PackLimits {
  model: LanguageModel;
  prices: TokenPrices;
  glossary?: Glossary | undefined;
  /** Calls of one article at a time; the model bounds those of all together. */
  maxConcurrentRequests: number;
}

/**
 * What else decides on an answer, beside model and prompt: temperature, and whether lines were read beside others. Part of
 * every key that a sentence is remembered under, so that nothing which others may have changed is served where none can.
 */
const versionOfSettings = ({ maxLines }: PackLimits) => (maxLines === 1 ? 't0-alone' : 't0-together');

/**
 * A language model as the translator. Lines are numbered and matched by number, as many a call as its limits allow; nothing
 * else of the article goes along. At one line a call no text can change how another comes out, whatever it says. A sentence without letters comes back as it is, unsent.
 */
export function createLlmTranslator(options: LlmTranslatorOptions): Translator {
  const { model, prices, glossary, maxConcurrentRequests } = options;
  const findTerms = glossary && createTermFinder(glossary);
  const termsIn = (target: string, texts: readonly string[]): GlossaryTerm[] =>
    findTerms && glossary?.targetLanguage === target
      ? [...new Set(texts.flatMap((text) => findTerms(text).map(({ term }) => term)))]
      : [];
  const writeRequest = (lines: readonly Line[], source: SourceLanguage, target: string) => {
    const texts = lines.map(({ text }) => text);
    return {
      system: writeInstructions(source, target, termsIn(target, texts)),
      user: writeLines(texts),
      answer: ANSWER,
      maxOutputTokens: outputLimit(texts),
    };
  };
  const plan = (sentences: readonly string[], target: string) => {
    const instructionTokens = inputTokens([writeInstructions('fr', target, []), JSON.stringify(ANSWER)]);
    const costOf = (text: string) => inputTokens(termsIn(target, [text]).map((term) => term.source + term.target));
    return planPacks(sentences, instructionTokens, costOf, options);
  };

  return {
    engine: {
      id: model.id,
      version: `${model.model}#${PROMPT_VERSION}#${versionOfSettings(options)}`,
      model: model.model,
      quality: 'standard',
      glossaryVersion: glossary?.version,
      usdPerMillionCharacters: 0,
      usdPerMillionTokens: prices,
    },

    async *translate({ sentences, source, target, signal, beforeCall }) {
      if (signal?.aborted) throw new DepecheError('timeout', 'The translation was not done in time. Try again.');
      requireTarget(target);
      const { packs, untouched } = plan(sentences, target);
      if (untouched.length > 0) yield { translations: untouched, billedCharacters: 0 };
      const assemble = createSentenceAssembler();
      yield* streamJobs(packs, {
        maxConcurrent: maxConcurrentRequests,
        signal,
        run: (pack, emit, stopSignal) => {
          const ask = (lines: readonly Line[]) => {
            const characters = countCharacters(lines);
            return model.complete({
              ...writeRequest(lines, source, target),
              signal: stopSignal,
              beforeCall: beforeCall && ((atMost) => beforeCall(characters, atMost)),
              onUnanswered: (uncertainTokens) =>
                void emit({
                  translations: [],
                  billedCharacters: 0,
                  uncertainCharacters: characters,
                  uncertainTokens,
                }),
            });
          };
          return translatePack(pack, ask, ({ asked, lines, translations, refused, completion: { usage } }) =>
            emit({
              translations: assemble(lines, translations),
              billedCharacters: usage.inputTokens + usage.outputTokens > 0 ? countCharacters(asked) : 0,
              tokens: usage,
              ...(refused.length > 0 && { refused: refused.map(({ sentence }) => sentence) }),
            }),
          );
        },
      });
    },

    async listTargets() {
      return TARGET_LANGUAGES;
    },

    countCharacters(sentences) {
      return countCharacters(plan(sentences, 'en').packs.flat());
    },

    estimateTokens(sentences) {
      const instructions = writeInstructions('fr', 'en', []) + JSON.stringify(ANSWER.schema);
      return estimateTokens(plan(sentences, 'en').packs, instructions);
    },

    mostTokens(sentences) {
      const most = plan(sentences, 'en').packs.map((lines) => mostTokens(writeRequest(lines, 'fr', 'en')));
      return {
        inputTokens: most.reduce((sum, tokens) => sum + tokens.inputTokens, 0),
        outputTokens: most.reduce((sum, tokens) => sum + tokens.outputTokens, 0),
      };
    },

    close: () => model.close(),
  };
}

function countCharacters(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + countCodePoints(text), 0);
}
