import { utf8Length } from '../../core/chunk/utf8-length.ts';
import type { CompletionRequest, TokenUsage } from '../../ports/engines/language-model.ts';

/** What a chat template and the description of an answer's form add to the texts; providers add up to a few hundred. */
const FRAME_TOKENS = 500;
/** Of French and English prose, JSON and numbers; the usual tokenizers make 3.5 to 4.5. */
const BYTES_PER_TOKEN = 4;

/** Characters a token of French news; how it was measured is told in `translator-llm/estimate-tokens.ts`. */
export const FRENCH_CHARACTERS_PER_TOKEN = 3.6;
/** The same of instructions in English. */
export const INSTRUCTION_CHARACTERS_PER_TOKEN = 4.5;

type Texts = Pick<CompletionRequest, 'system' | 'user' | 'answer' | 'maxOutputTokens'>;

const textOf = ({ system, user, answer }: Texts): string => `${system}${user}${answer ? JSON.stringify(answer) : ''}`;

/** The most that a call can cost: tokenizers of today know every byte, so no text has more tokens than bytes. */
export function mostTokens(request: Texts): TokenUsage {
  return { inputTokens: utf8Length(textOf(request)) + FRAME_TOKENS, outputTokens: request.maxOutputTokens };
}

/** What a call is likely to have cost, of a provider that does not say. */
export function guessTokens(request: Texts, text: string): TokenUsage {
  const tokensOf = (of: string) => Math.ceil(utf8Length(of) / BYTES_PER_TOKEN);
  const outputTokens = Math.min(tokensOf(text), request.maxOutputTokens);
  return { inputTokens: tokensOf(textOf(request)), outputTokens };
}
