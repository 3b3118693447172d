import { findDisplacedLines } from '../../core/check/find-displaced-lines.ts';
import { DepecheError } from '../../core/errors.ts';
import type { TokenUsage } from '../../ports/engines/language-model.ts';
import type { SourceLanguage, TranslatedChunk, TranslationEngine, Translator } from '../../ports/engines/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { addAmounts, NOTHING } from '../usage/amounts.ts';
import { billOf } from '../usage/cost-of-calls.ts';
import type { Account } from '../usage/meter-usage.ts';
import { createTurns, mapInTurns, slicesOf } from '../work/in-turns.ts';
import type { Job } from '../work/request-context.ts';
import { type GatedTranslation, gateTranslation, NOTHING_CAME_BACK, NOTHING_TRANSLATED } from './gate-translation.ts';
import type { RecalledSentences } from './recall-sentences.ts';
import { sentenceKey } from './sentence-keys.ts';

export interface SentencesToTranslate {
  sentences: readonly string[];
  source: SourceLanguage;
  target: string;
  translator: Translator;
  /** What this series is in the usage of the month; a trial counts for nothing but what it was billed. */
  countsAs: 'article' | 'part' | 'trial';
  /** Whether to ask again for what the gate refused within the last hour. */
  again: boolean;
  /** Told what was spent before the series failed: whoever goes on without it still owes that. */
  onFailure?: ((spent: SeriesUsage) => void) | undefined;
}

/** What a series of sentences cost. Characters are code points as the engine bills them. */
export interface SeriesUsage extends TokenUsage {
  characters: number;
  billedCharacters: number;
  savedCharacters: number;
  costMicroUsd: number;
}

/** Lines that were sent alone have no neighbours to change places with. */
const NONE_DISPLACED: ReadonlySet<number> = new Set();

const NONE: RecalledSentences['refused'] = new Map();

/** Single sentences sent again, and remembered, at a time; the engine bounds its own calls as well. */
const MAX_CONCURRENT_RETRIES = 4;

/** A local engine bills nothing, so no budget stands against it. One that charges tokens does, also at a price of 0. */
export function isFree(engine: TranslationEngine): boolean {
  return engine.usdPerMillionCharacters === 0 && engine.usdPerMillionTokens === undefined;
}

/**
 * One series of sentences on its way through the engine, the gate, the memory and the ledger. Which of them to send, and
 * when, is the caller's; `land` is told as soon as nothing more will come of some.
 */
export function createSeries(
  deps: AppDependencies,
  { source, target, translator }: SentencesToTranslate,
  { known, refused }: RecalledSentences,
  account: Account,
  land: (normals: readonly string[]) => void,
  job: Job,
) {
  const { engine } = translator;
  const spent = { billedCharacters: 0, inputTokens: 0, outputTokens: 0, costMicroUsd: 0 };
  const done = new Map<string, GatedTranslation>();
  /** Remembered or refused on record, by this series. */
  const settled = new Set<string>();
  /** What this series would say of them again, and others of this process may take from it. */
  const final = new Set<string>();
  let isUnfinished = false;
  /** What the engine itself refuses, so that asking it again is in vain. */
  const declined = new Set<string>();

  /** Takes over what is on record. */
  const adopt = (found: Pick<RecalledSentences, 'known'> & Partial<Pick<RecalledSentences, 'refused'>>): void => {
    for (const translations of [found.known, found.refused ?? NONE]) {
      for (const [normal, translation] of translations) {
        done.set(normal, translation);
        final.add(normal);
      }
    }
  };

  const finish = (normals: readonly string[]): void => {
    for (const normal of normals) final.add(normal);
    land(normals);
  };
  adopt({ known, refused });

  const translationOf = (normal: string): GatedTranslation =>
    normal === '' ? NOTHING_TRANSLATED : (done.get(normal) ?? NOTHING_CAME_BACK);

  /** Takes in the lines that one call of the engine brought back: none that stand at the place of another passes. */
  const keepInOrder = (translated: readonly { normal: string; text: string }[]): Promise<void> => {
    const lines = translated.map(({ normal, text }) => ({ source: normal, translation: text }));
    return keep(translated, findDisplacedLines(lines));
  };

  /** Takes in what the engine brought back. */
  const keep = async (
    translated: readonly { normal: string; text: string }[],
    displaced: ReadonlySet<number> = NONE_DISPLACED,
  ): Promise<void> => {
    const takeTurns = createTurns(deps.clock);
    for (const [at, { normal, text }] of translated.entries()) {
      const pause = takeTurns();
      if (pause) await pause;
      const gated = await gateTranslation(deps, normal, text, target);
      done.set(normal, displaced.has(at) ? { ...gated, issues: [...gated.issues, 'displaced'] } : gated);
    }
    const passed = translated.filter(({ normal }) => translationOf(normal).issues.length === 0);
    deps.metrics.record('IntegrityFailure', translated.length - passed.length, 'Count');
    if (passed.length === 0) return;
    const segments = passed.map(({ normal, text }) => ({
      key: sentenceKey(normal, source, target, engine),
      translation: text,
    }));
    const isKept = await record('remember sentences', () => deps.memory.remember(segments));
    if (isKept) for (const { normal } of passed) settled.add(normal);
    finish(passed.map(({ normal }) => normal));
  };

  const record = (operation: string, action: () => Promise<void>): Promise<boolean> =>
    job.tolerance.attempt(operation, () => action().then(() => true), false);

  /** Keeps for an hour that these were refused twice: whoever meets them gets what there is, marked, and pays nothing. What costs nothing is asked again instead. */
  const refuse = async (normals: readonly string[]): Promise<void> => {
    if (isFree(engine)) return finish(normals);
    for (const slice of slicesOf(normals)) {
      const refusals = slice.map((normal) => {
        const { text, issues } = translationOf(normal);
        return { key: sentenceKey(normal, source, target, engine), translation: text, issues };
      });
      const isKept = await record('remember refusals', () => deps.memory.refuse(refusals));
      if (isKept) for (const normal of slice) settled.add(normal);
      finish(slice);
    }
  };

  const pay = (chunk: TranslatedChunk): void => {
    const { billedCharacters, tokens, uncertainCharacters = 0, uncertainTokens } = chunk;
    const { microUsd: costMicroUsd } = billOf(engine, billedCharacters, tokens);
    spent.billedCharacters += billedCharacters;
    spent.inputTokens += tokens?.inputTokens ?? 0;
    spent.outputTokens += tokens?.outputTokens ?? 0;
    spent.costMicroUsd += costMicroUsd;
    const { microUsd: uncertainMicroUsd } = billOf(engine, uncertainCharacters, uncertainTokens);
    const uncertain = uncertainCharacters > 0 && { uncertainCharacters, uncertainMicroUsd };
    account.spend({ billedCharacters, costMicroUsd, ...tokens, ...uncertain });
  };

  const decline = (normals: readonly string[]): void => {
    if (normals.length === 0) return;
    deps.metrics.record('IntegrityFailure', normals.length, 'Count');
    for (const normal of normals) {
      declined.add(normal);
      done.set(normal, { text: '', issues: ['refused'], doubtful: [] });
    }
  };

  /** Never leaves the loop early: a call under way is billed, so its answer is waited for even after an abort. */
  const receive = async (
    sentences: readonly string[],
    take: (translated: { normal: string; text: string }[]) => Promise<void>,
  ): Promise<void> => {
    const mark = (characters: number, atMost?: TokenUsage) => account.send(billOf(engine, characters, atMost));
    const beforeCall = isFree(engine) ? undefined : mark;
    for await (const chunk of translator.translate({ sentences, source, target, signal: job.signal, beforeCall })) {
      const at = (index: number) => (sentences[index] === undefined ? [] : [sentences[index]]);
      pay(chunk);
      decline((chunk.refused ?? []).flatMap(at));
      // More than one slice is no call's answer, but what was not worth a call.
      for (const slice of slicesOf(chunk.translations)) {
        await take(slice.flatMap(({ index, text }) => at(index).map((normal) => ({ normal, text }))));
      }
    }
  };

  const send = async (normals: readonly string[]): Promise<void> => {
    job.signal.throwIfAborted();
    if (normals.length > 0) await receive(normals, keepInOrder);
    if (normals.some((normal) => !done.has(normal))) job.signal.throwIfAborted();
  };

  /** What goes wrong here is no reason to withhold the article: the sentence stays marked. */
  const tellNotSentAgain = (error: unknown): void => {
    isUnfinished = true;
    const code = error instanceof DepecheError ? error.code : 'internal';
    job.logger.warn('A sentence that failed the gate could not be sent again', { code });
  };

  /** Each alone, all at a time, and kept together. Returns those that an answer or a refusal came for. */
  const sendEachAgain = async (group: readonly string[]): Promise<string[]> => {
    const brought: { normal: string; text: string }[] = [];
    const take = async (translated: typeof brought) => void brought.push(...translated);
    await Promise.all(group.map((normal) => receive([normal], take).catch(tellNotSentAgain)));
    await keep(brought);
    job.signal.throwIfAborted();
    return [...brought.map(({ normal }) => normal), ...group.filter((normal) => declined.has(normal))];
  };

  const failedOf = (normals: readonly string[]) => normals.filter((normal) => translationOf(normal).issues.length > 0);

  const sendFailedAgain = async (normals: readonly string[]): Promise<void> => {
    const takeTurns = createTurns(deps.clock);
    const failed = failedOf(normals).filter((normal) => !declined.has(normal));
    await takeTurns();
    await refuse(normals.filter((normal) => declined.has(normal)));
    try {
      const bills = isFree(engine) ? [] : await mapInTurns(deps.clock, failed, billAlone);
      await account.sendSoon(bills.reduce((sum, bill) => addAmounts(sum, bill), NOTHING));
    } catch (error) {
      return tellNotSentAgain(error);
    }
    const asked: string[] = [];
    for (let start = 0; start < failed.length; start += MAX_CONCURRENT_RETRIES) {
      job.signal.throwIfAborted();
      asked.push(...(await sendEachAgain(failed.slice(start, start + MAX_CONCURRENT_RETRIES))));
    }
    // A call that was billed and brought nothing back says nothing of its sentence.
    if (asked.length < failed.length) isUnfinished = true;
    await refuse(failedOf(asked));
  };

  const billAlone = (normal: string) =>
    billOf(engine, translator.countCharacters([normal]), translator.mostTokens?.([normal]));

  return {
    adopt,
    send,
    sendFailedAgain,
    translationOf,
    spent,
    /** What the engine, the memory or the gate's second refusal made of it; nothing while it may still be had. */
    outcomeOf: (normal: string) => (final.has(normal) ? done.get(normal) : undefined),
    isSettled: (normal: string) => settled.has(normal),
    isUnfinished: () => isUnfinished,
  };
}
