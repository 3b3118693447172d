import { availableParallelism } from 'node:os';
import { pMapIterable } from 'p-map';
import { divide } from '../../core/text/divide.ts';
import { DepecheError } from '../../core/errors.ts';
import type { Glossary } from '../../core/glossary/glossary.ts';
import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import { requireEnglish } from '../../core/require-english.ts';
import { throwIfAborted } from '../../core/throw-if-aborted.ts';
import type { LocalModel } from '../../ports/engines/local-model.ts';
import type { TranslateRequest, Translator } from '../../ports/engines/translator.ts';
import { divideWork, type IndexedSentence, LINES_PER_JOB } from './divide-work.ts';
import { createSpanFinder } from './hold-outside.ts';
import { planInPieces, planWithStandIns, type SentencePlan } from './plan-sentence.ts';
import { createWorkerPool, WorkerLostError } from './worker-pool.ts';

/** Changes with every rule of this folder that can change a translation. */
const RULES_VERSION = 1;
/** Hexadecimal digits of the weights' checksum that tell versions of a model apart. */
const CHECKSUM_DIGITS = 8;

export interface BergamotTranslatorOptions {
  model: LocalModel;
  glossary?: Glossary | undefined;
  /** Threads, each with an engine of its own (250 to 400 MB); one a core unless stated. */
  maxWorkers?: number | undefined;
  /** The worker's file, when it does not lie beside this one. */
  workerUrl?: URL | undefined;
}

/**
 * French to English on this machine with a neural model: Bergamot (Marian in WASM) in worker threads that start at the
 * first use. The same sentence gives the same translation whatever stands beside it. A sentence whose worker dies is
 * tried once more alone; if it kills that one too, the others are yielded and the call fails for it.
 *
 * `translate` throws `DepecheError`: `unsupported-language`, `translator-unavailable` (engine or model files missing or
 * damaged), `timeout` (the signal aborted), `translation-failed` (a sentence the engine cannot survive).
 */
export function createBergamotTranslator(options: BergamotTranslatorOptions): Translator {
  const { model, glossary, maxWorkers = availableParallelism() } = options;
  const workerUrl = options.workerUrl ?? new URL('./bergamot-worker.mjs', import.meta.url);
  const pool = createWorkerPool({ model, size: maxWorkers, workerUrl });
  const findSpans = createSpanFinder(glossary);

  /** Translations of lines, in jobs of a bounded size; `undefined` for a line that the engine does not survive. */
  async function translateLines(lines: readonly string[], signal?: AbortSignal): Promise<(string | undefined)[]> {
    const translated = await Promise.all(divide(lines, LINES_PER_JOB).map((job) => surviveJob(job, signal)));
    return translated.flat();
  }

  async function surviveJob(lines: readonly string[], signal?: AbortSignal): Promise<(string | undefined)[]> {
    try {
      return await pool.run(lines, signal);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
    }
    const alone: (string | undefined)[] = [];
    for (const line of lines) {
      try {
        alone.push(...(await pool.run([line], signal)));
      } catch (error) {
        if (!(error instanceof WorkerLostError)) throw error;
        alone.push(undefined);
      }
    }
    return alone;
  }

  /** One translation a plan; `lost` where a line was, `undefined` where the stand-ins were. */
  async function carryOut(plans: readonly SentencePlan[], signal?: AbortSignal) {
    const lines = await translateLines(
      plans.flatMap((plan) => plan.lines),
      signal,
    );
    let from = 0;
    return plans.map((plan) => {
      const own = lines.slice(from, from + plan.lines.length);
      from += plan.lines.length;
      return own.every((line) => line !== undefined) ? { text: plan.assemble(own) } : { lost: true as const };
    });
  }

  /** Translations by position; those of sentences that cannot be translated are missing. */
  async function translateSentences(sentences: readonly string[], signal?: AbortSignal): Promise<Map<number, string>> {
    const done = new Map<number, string>();
    let open = sentences.map((given, at) => {
      const sentence = normalizeSentence(given);
      return { at, sentence, spans: findSpans(sentence) };
    });
    for (const plan of [planWithStandIns, planInPieces]) {
      const plans = open.map(({ sentence, spans }) => plan(sentence, spans) ?? planInPieces(sentence, spans));
      const outcomes = await carryOut(plans, signal);
      open = open.filter(({ at }, index) => {
        const outcome = outcomes[index];
        if (!outcome || 'lost' in outcome) return false;
        if (outcome.text !== undefined) done.set(at, tidy(outcome.text));
        return outcome.text === undefined;
      });
    }
    return done;
  }

  async function* translate({ sentences, target, signal }: TranslateRequest) {
    requireEnglish(target);
    throwIfAborted(signal);
    const jobs = divideWork(sentences, maxWorkers);
    let lost = 0;
    let failure: { error: unknown } | undefined;
    const work = async (job: readonly IndexedSentence[]) => {
      if (failure) return [];
      try {
        const texts = await translateSentences(
          job.map(({ sentence }) => sentence),
          signal,
        );
        lost += job.length - texts.size;
        return job.flatMap(({ index }, at) => {
          const text = texts.get(at);
          return text === undefined ? [] : [{ index, text }];
        });
      } catch (error) {
        failure ??= { error };
        return [];
      }
    };
    // One job more than workers, so that none of them waits while the caller keeps what another has done.
    const flow = { concurrency: maxWorkers + 1, backpressure: maxWorkers * 2 + 1, preserveOrder: false };
    for await (const translations of pMapIterable(jobs, work, flow)) {
      if (translations.length > 0) yield { translations, billedCharacters: 0 };
    }
    if (failure) {
      throwIfAborted(signal);
      throw failure.error;
    }
    if (lost > 0) throw cannotTranslate(lost);
  }

  return {
    engine: {
      id: 'bergamot',
      version: `${model.name}-${model.files.model.sha256.slice(0, CHECKSUM_DIGITS)}-r${RULES_VERSION}`,
      model: model.name,
      quality: model.quality,
      glossaryVersion: glossary?.version,
      usdPerMillionCharacters: 0,
    },
    readsOnlyFrench: true,
    translate,
    listTargets: async () => ['en'],
    countCharacters: (sentences) => sentences.reduce((sum, sentence) => sum + Array.from(sentence).length, 0),
    close: () => pool.close(),
  };
}

/** One line, whatever the model or the vocabulary's spaces made of it. */
const tidy = (text: string) => text.replace(/[\s\u0085]+/g, ' ').trim();

function cannotTranslate(count: number): DepecheError {
  return new DepecheError(
    'translation-failed',
    `The local engine stopped twice over ${count === 1 ? 'one sentence' : `${count} sentences`}; the others are translated. ` +
      'Change the text, or choose another engine.',
  );
}
