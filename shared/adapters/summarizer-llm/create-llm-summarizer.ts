import type { LanguageModel } from '../../ports/engines/language-model.ts';
import type { Summarizer } from '../../ports/engines/summarizer.ts';
import type { TokenPrices } from '../../ports/engines/translator.ts';
import { FRENCH_CHARACTERS_PER_TOKEN, INSTRUCTION_CHARACTERS_PER_TOKEN } from '../engine-calls/count-tokens.ts';
import { parseSummary } from './parse-summary.ts';
import { PROMPT_VERSION, writePrompt } from './summary-prompt.ts';

export interface LlmSummarizerOptions {
  model: LanguageModel;
  /** An article beyond this loses its last paragraphs. */
  maxInputTokens: number;
  maxOutputTokens: number;
  /** Absent where nobody has said them. */
  prices?: TokenPrices | undefined;
}

/** Summaries by a language model. Whether they are faithful is for the caller to check. */
export function createLlmSummarizer({
  model,
  maxInputTokens,
  maxOutputTokens,
  prices,
}: LlmSummarizerOptions): Summarizer {
  return {
    engine: { id: model.id, version: `${model.model}#${PROMPT_VERSION}`, usdPerMillionTokens: prices },
    async summarize({ signal, beforeCall, onUnanswered, ...task }) {
      const { text, stop, usage } = await model.complete({
        ...writePrompt(task, maxInputTokens),
        maxOutputTokens,
        signal,
        beforeCall,
        onUnanswered,
      });
      return { sentences: stop === 'end' ? parseSummary(text, task.sentences) : [], ...usage };
    },
    estimateTokens(task, likely) {
      const { system, user } = writePrompt(task, maxInputTokens);
      const ofUser = user.length / FRENCH_CHARACTERS_PER_TOKEN;
      const written = JSON.stringify(likely).length / FRENCH_CHARACTERS_PER_TOKEN;
      return {
        inputTokens: Math.ceil(system.length / INSTRUCTION_CHARACTERS_PER_TOKEN + ofUser),
        outputTokens: Math.min(maxOutputTokens, Math.ceil(written)),
      };
    },
  };
}
