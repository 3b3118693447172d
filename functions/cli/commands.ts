import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { segmentText } from '../../shared/core/segment/segment-text.ts';
import type { RequestContext } from '../../shared/app/work/request-context.ts';
import type { UseCases } from '../wiring/use-cases.ts';
import type { CommandName } from './parse-arguments.ts';

/** What one command makes of one article: an object for programs and a text for people. */
export interface CommandOutput {
  json: Record<string, unknown>;
  text: string;
}

type Command = (useCases: UseCases, input: ArticleInput, context: RequestContext) => Promise<CommandOutput>;

/** The commands on articles; `id` is added to the JSON by the caller, who knows the line it came from. */
export const commands: Record<CommandName, Command> = {
  process: async (useCases, input, context) => {
    const result = await useCases.processArticle(input, context);
    return { json: { ...result }, text: describeResult(result) };
  },

  clean: async (useCases, input, context) => {
    const { title, text, cleaning } = await useCases.cleanArticle(input, context);
    const removed = cleaning.removed.map(({ rule, text: line }) => `  - ${rule}: ${line}`);
    const repaired = cleaning.repaired.map(({ rule, count }) => `  ~ ${rule}: ${count}`);
    const report = [...removed, ...repaired];
    return {
      json: { title, text, cleaning },
      text: joinBlocks(title, text, report.length > 0 ? `Cleaned:\n${report.join('\n')}` : 'Nothing to clean.'),
    };
  },

  segment: async (useCases, input) => {
    const text =
      input.html === undefined
        ? (input.text ?? '')
        : (await useCases.extractArticle(input.html, { url: input.url })).text;
    const sentences = segmentText(text).map((sentence) => sentence.text);
    return { json: { sentences }, text: sentences.map((sentence) => sentence.replace(/\s+/g, ' ')).join('\n') };
  },

  summarize: async (useCases, input, context) => {
    const { summary } = await useCases.summarizeArticle(input, context);
    return { json: { summary: summary.source, sentences: summary.sentences }, text: summary.source.join('\n') };
  },

  translate: async (useCases, input, context) => {
    const { translation, sentences, warnings } = await useCases.translateArticle(input, context);
    const { language, title, text, engine } = translation;
    const pairs = sentences.map(({ paragraph: _, ...pair }) => pair);
    // What is said of the engine as a whole is said of every article.
    const marks = warnings.filter((warning) => warning.sentences !== undefined);
    return {
      json: {
        translation: { language, title, text, engine },
        sentences: pairs,
        ...(marks.length > 0 && { warnings: marks }),
      },
      text: joinBlocks(title, text, marks.map(({ detail }) => `! ${detail}`).join('\n')),
    };
  },

  estimate: async (useCases, input, context) => {
    const estimate = await useCases.estimateArticle(input, context);
    const { characters, billedCharacters, savedCharacters, estimatedCostUsd, engine } = estimate;
    return {
      json: { ...estimate },
      text: `${characters} characters with ${engine}: ${billedCharacters} billed, ${savedCharacters} remembered, ${formatUsd(estimatedCostUsd)}`,
    };
  },
};

function describeResult(result: ArticleResult): string {
  const { translation, summary, usage, warnings } = result;
  const points = (sentences: readonly string[]) => sentences.map((sentence) => `  • ${sentence}`).join('\n');
  const cost = `${translation.engine}: ${usage.billedCharacters} characters billed, ${usage.savedCharacters} saved, ${formatUsd(usage.estimatedCostUsd)}`;
  return joinBlocks(
    translation.title || result.source.title,
    points(summary.translation),
    translation.text,
    `Résumé\n${points(summary.source)}`,
    [cost, ...warnings.map(({ detail }) => `! ${detail}`)].join('\n'),
  );
}

/** Six places: one short sentence costs a few hundred-thousandths of a dollar. */
function formatUsd(amount: number): string {
  return `$${amount.toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

function joinBlocks(...blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** How an error stands in JSON output. */
export function describeFailure(error: unknown): { code: string; detail: string } {
  if (error instanceof DepecheError) return { code: error.code, detail: error.message };
  return { code: 'internal', detail: 'Something went wrong; set LOG_LEVEL=debug to see where.' };
}
