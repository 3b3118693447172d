import { DepecheError } from '../../core/errors.ts';
import { findDisplacedLines } from '../../core/check/find-displaced-lines.ts';
import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import type { SourceLanguage, TranslatedChunk, TranslationEngine, Translator } from '../../ports/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { type Account, openAccount } from '../usage/meter-usage.ts';
import { openClaims } from './claim-sentences.ts';
import { type GatedTranslation, gateTranslation, NOTHING_TRANSLATED } from './gate-translation.ts';
import { type RecalledSentences, recallSentences, sentenceKey } from './recall-sentences.ts';
import type { Job } from '../work/request-context.ts';
import { waitForLandings } from '../work/sentence-flights.ts';

export interface SentencesToTranslate {
  sentences: readonly string[];
  source: SourceLanguage;
  target: string;
  translator: Translator;
  /** What this series is in the usage of the month; a trial counts for nothing but what it was billed. */
  countsAs: 'article' | 'part' | 'trial';
  /** Whether to ask again for what the gate refused within the last hour. */
  again: boolean;
}

/** What a series of sentences cost. Characters are code points as the engine bills them. */
export interface SeriesUsage {
  characters: number;
  billedCharacters: number;
  savedCharacters: number;
  costMicroUsd: number;
}

export interface TranslatedSentences {
  engine: TranslationEngine;
  /** Of one of `SentencesToTranslate.sentences`. */
  translationOf: (sentence: string) => GatedTranslation;
  /** Whether some sentence failed the gate and could not be sent again, which a later attempt may mend. */
  isUnfinished: boolean;
  usage: SeriesUsage;
}

/** Lines that were sent alone have no neighbours to change places with. */
const NONE_DISPLACED: ReadonlySet<number> = new Set();
const NOTHING: ReadonlySet<string> = new Set();

/** Single sentences sent again, and remembered, at a time; the engine bounds its own calls as well. */
const MAX_CONCURRENT_RETRIES = 4;

/**
 * Translates sentences and pays for each once, on whichever machine: equal ones are sent once, remembered ones not at all,
 * and what another job is buying, in this process or on another machine, is waited for. Each call of the engine is gated, remembered and counted as it arrives, so
 * that what is paid for outlives any later failure. A sentence that fails the gate is sent once more, alone; what fails
 * again is returned with its issues, is not remembered, and is not bought again for an hour.
 * What is doubtful is remembered, and returned as such.
 *
 * Throws `DepecheError`: `budget-exhausted`, `storage-unavailable` (no ledger under a budget), `timeout` (another job is at
 * the same sentences for too long) and what `Translator` throws, after everything paid for was kept.
 */
export async function translateSentences(
  deps: AppDependencies,
  request: SentencesToTranslate,
  job: Job,
): Promise<TranslatedSentences> {
  const { translator, source, target, again } = request;
  const { engine } = translator;
  const look = (normals: readonly string[], isAgain: boolean) =>
    recallSentences(deps.memory, { normals, source, target, engine, again: isAgain }, job.tolerance);
  const recalled = await look(request.sentences.map(normalizeSentence), again);
  deps.metrics.record('SegmentHit', recalled.unique.length - recalled.misses.length, 'Count');
  deps.metrics.record('SegmentMiss', recalled.misses.length, 'Count');

  const keyOf = (normal: string) => sentenceKey(normal, source, target, engine);
  // A local engine costs nothing, so that two machines may do the same work.
  const claims = isFree(engine) || recalled.misses.length === 0 ? undefined : openClaims(deps, job);
  const claimed = new Set<string>();
  const take = async (normals: readonly string[], marks: RecalledSentences['marks']): Promise<string[]> => {
    if (!claims || normals.length === 0) return [...normals];
    const taken = await claims.take(normals.map((normal) => ({ key: keyOf(normal), seen: marks.get(normal)?.mark })));
    const mine = normals.filter((normal) => taken.has(keyOf(normal)));
    for (const normal of mine) claimed.add(normal);
    return mine;
  };

  const aboard = new Set<string>();
  const board = (normals: readonly string[]) => {
    const { taken, landings } = deps.sentenceFlights.board(normals.map(keyOf));
    const own = normals.filter((normal) => taken.has(keyOf(normal)));
    for (const normal of own) aboard.add(normal);
    return { own, landings };
  };
  const land = (normals: Iterable<string>): void => {
    for (const normal of normals) {
      if (aboard.delete(normal)) deps.sentenceFlights.land(keyOf(normal), series.outcomeOf(normal));
    }
  };

  const account = openAccount(deps, job);
  const series = createSeries(deps, request, recalled, account, land, job);
  let sentCharacters = 0;
  const buy = async (normals: readonly string[]): Promise<void> => {
    const characters = translator.countCharacters(normals);
    sentCharacters += characters;
    if (!isFree(engine)) account.expect(characters);
    await series.send(normals);
    await series.sendFailedAgain(normals);
  };
  /** Buys what no other machine is buying, and waits for the rest. */
  const obtain = async (normals: readonly string[], seen: RecalledSentences['marks']): Promise<void> => {
    let awaited = [...normals];
    let marks = seen;
    let left: ReadonlySet<string> = NOTHING;
    for (;;) {
      const isFreeNow = (normal: string) => marks.get(normal)?.kind !== 'claimed' || left.has(keyOf(normal));
      const taken = await take(claims ? awaited.filter(isFreeNow) : awaited, marks);
      await buy(taken);
      awaited = without(awaited, taken);
      if (!claims || awaited.length === 0) return;
      const others = awaited.flatMap((normal) => {
        const state = marks.get(normal);
        return state?.kind === 'claimed' ? [{ key: keyOf(normal), mark: state.mark }] : [];
      });
      left = await claims.wait(others);
      // What another job was refused a moment ago is not bought again, also when this one was to ask anew.
      const found = await look(awaited, false);
      series.adopt(found);
      ({ marks, misses: awaited } = found);
    }
  };
  try {
    let found = recalled;
    for (;;) {
      const { own, landings } = board(found.misses);
      await obtain(own, found.marks);
      // Before others' are waited for, so that no two jobs wait for each other.
      land(own);
      const landed = await waitForLandings(landings, job.signal);
      const left = found.misses.filter((normal) => {
        const translation = landed.get(keyOf(normal));
        if (translation) series.adopt({ known: new Map([[normal, translation]]) });
        return landings.has(keyOf(normal)) && !translation;
      });
      if (left.length === 0) break;
      found = await look(left, false);
      series.adopt(found);
    }
    const characters = translator.countCharacters(recalled.unique);
    const savedCharacters = characters - sentCharacters;
    if (request.countsAs !== 'trial') {
      account.spend({ savedCharacters, articles: request.countsAs === 'article' ? 1 : 0 });
    }
    return {
      engine,
      translationOf: (sentence) => series.translationOf(normalizeSentence(sentence)),
      isUnfinished: series.isUnfinished(),
      usage: { characters, savedCharacters, ...series.spent },
    };
  } finally {
    await account.close();
    await claims?.close([...claimed].filter((normal) => !series.isSettled(normal)).map(keyOf));
    land([...aboard]);
  }
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
}

/** A local engine bills nothing, so no budget stands against it. */
export function isFree(engine: TranslationEngine): boolean {
  return engine.usdPerMillionCharacters === 0;
}

/** One series of sentences on its way through the engine, the gate, the memory and the ledger. */
function createSeries(
  deps: AppDependencies,
  { source, target, translator }: SentencesToTranslate,
  { unique, known, refused }: RecalledSentences,
  account: Account,
  land: (normals: readonly string[]) => void,
  job: Job,
) {
  const { engine } = translator;
  const spent = { billedCharacters: 0, costMicroUsd: 0 };
  const done = new Map<string, GatedTranslation>();
  /** Remembered or refused on record, by this series. */
  const settled = new Set<string>();
  /** What this series would say of them again, and others of this process may take from it. */
  const final = new Set<string>();
  let isUnfinished = false;

  /** Takes over what is on record. */
  const adopt = (found: Pick<RecalledSentences, 'known'> & Partial<Pick<RecalledSentences, 'refused'>>): void => {
    for (const [normal, translation] of [...found.known, ...(found.refused ?? [])]) {
      done.set(normal, translation);
      final.add(normal);
    }
  };

  const finish = (normals: readonly string[]): void => {
    for (const normal of normals) final.add(normal);
    land(normals);
  };
  adopt({ known, refused });

  const gate = (normal: string, text: string): GatedTranslation => gateTranslation(normal, text, target);

  const translationOf = (normal: string): GatedTranslation =>
    normal === '' ? NOTHING_TRANSLATED : (done.get(normal) ?? gate(normal, ''));

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
    for (const [at, { normal, text }] of translated.entries()) {
      const gated = gate(normal, text);
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

  /** Keeps for an hour that these were refused twice: whoever meets them gets what there is, marked, and pays nothing. */
  const refuse = async (normals: readonly string[]): Promise<void> => {
    if (isFree(engine) || normals.length === 0) return;
    const refusals = normals.map((normal) => {
      const { text, issues } = translationOf(normal);
      return { key: sentenceKey(normal, source, target, engine), translation: text, issues };
    });
    const isKept = await record('remember refusals', () => deps.memory.refuse(refusals));
    if (isKept) for (const normal of normals) settled.add(normal);
    finish(normals);
  };

  const pay = ({ billedCharacters, uncertainCharacters = 0 }: TranslatedChunk): void => {
    const costMicroUsd = Math.round(billedCharacters * engine.usdPerMillionCharacters);
    spent.billedCharacters += billedCharacters;
    spent.costMicroUsd += costMicroUsd;
    account.spend({ billedCharacters, costMicroUsd, ...(uncertainCharacters > 0 && { uncertainCharacters }) });
  };

  /** Never leaves the loop early: a call under way is billed, so its answer is waited for even after an abort. */
  const receive = async (
    sentences: readonly string[],
    take: (translated: { normal: string; text: string }[]) => Promise<void>,
  ): Promise<void> => {
    const beforeCall = isFree(engine) ? undefined : account.send;
    for await (const chunk of translator.translate({ sentences, source, target, signal: job.signal, beforeCall })) {
      const translated = chunk.translations.flatMap(({ index, text }) => {
        const normal = sentences[index];
        return normal === undefined ? [] : [{ normal, text }];
      });
      pay(chunk);
      await take(translated);
      job.onProgress({ stage: 'translate', done: done.size, total: unique.length });
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

  /** Each alone, all at a time, and kept together. Returns those that an answer came for. */
  const sendEachAgain = async (group: readonly string[]): Promise<string[]> => {
    const brought: { normal: string; text: string }[] = [];
    const take = async (translated: typeof brought) => void brought.push(...translated);
    await Promise.all(group.map((normal) => receive([normal], take).catch(tellNotSentAgain)));
    await keep(brought);
    job.signal.throwIfAborted();
    return brought.map(({ normal }) => normal);
  };

  const failedOf = (normals: readonly string[]) => normals.filter((normal) => translationOf(normal).issues.length > 0);

  const sendFailedAgain = async (normals: readonly string[]): Promise<void> => {
    const failed = failedOf(normals);
    try {
      if (!isFree(engine)) await account.sendSoon(failed.reduce((sum, normal) => sum + countAlone(normal), 0));
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

  const countAlone = (normal: string) => translator.countCharacters([normal]);

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
