import type { LanguageModel } from '../ports/engines/language-model.ts';
import type { Tracer } from '../ports/telemetry/tracer.ts';

/** How OpenTelemetry names the providers (semantic conventions for generative AI, in development). */
const PROVIDERS: Readonly<Record<string, string>> = { bedrock: 'aws.bedrock', openai: 'openai' };

/**
 * A language model whose calls are in the traces, under the names of OpenTelemetry's `gen_ai.*`: which model, what it may
 * write, why it stopped and how many tokens it took; never what was said.
 */
export function createTracedLanguageModel(model: LanguageModel, tracer: Tracer): LanguageModel {
  return {
    id: model.id,
    model: model.model,
    complete: (request) =>
      tracer.trace(`chat ${model.model}`, async () => {
        tracer.annotate('gen_ai.operation.name', 'chat');
        tracer.annotate('gen_ai.provider.name', PROVIDERS[model.id] ?? model.id);
        tracer.annotate('gen_ai.request.model', model.model);
        tracer.annotate('gen_ai.request.max_tokens', request.maxOutputTokens);
        const completion = await model.complete(request);
        tracer.annotate('gen_ai.response.finish_reasons', completion.stop);
        tracer.annotate('gen_ai.usage.input_tokens', completion.usage.inputTokens);
        tracer.annotate('gen_ai.usage.output_tokens', completion.usage.outputTokens);
        return completion;
      }),
    close: () => model.close(),
  };
}
