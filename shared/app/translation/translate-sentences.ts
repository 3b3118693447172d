import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import type { TranslationEngine } from '../../ports/engines/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { billOf } from '../usage/cost-of-calls.ts';
import { openAccount } from '../usage/meter-usage.ts';
import { openClaims } from './claim-sentences.ts';
import type { GatedTranslation } from './gate-translation.ts';
import { type RecalledSentences, recallSentences } from './recall-sentences.ts';
import { createSentenceKeys } from './sentence-keys.ts';
import { createSeries, isFree, type SentencesToTranslate, type SeriesUsage } from './sentence-series.ts';
import { NO_USAGE } from '../usage/usage-of-series.ts';
import { createTurns, mapInTurns, slicesOf } from '../work/in-turns.ts';
import type { Job } from '../work/request-context.ts';
import { type Landing, waitForLandings } from '../work/sentence-flights.ts';

export interface TranslatedSentences {
  engine: TranslationEngine;
  /** Of one of `SentencesToTranslate.sentences`. */
  translationOf: (sentence: string) => GatedTranslation;
  /** Whether the gate refused it for good, now or within the last hour: asking the same engine brings nothing. */
  isRefused: (sentence: string) => boolean;
  /** Whether some sentence failed the gate and could not be sent again, which a later attempt may mend. */
  isUnfinished: boolean;
  usage: SeriesUsage;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Translates sentences and pays for each once, on whichever machine: equal ones are sent once, remembered ones not at all,
 * and what another job is buying, in this process or on another machine, is waited for. Each call of the engine is gated,
 * remembered and counted as it arrives, so that what is paid for outlives any later failure. A sentence that fails the gate is sent once more, alone; what fails
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
  const keyOf = createSentenceKeys(source, target, engine);
  const takeTurns = createTurns(deps.clock);
  const look = (normals: readonly string[], isAgain: boolean) =>
    recallSentences(deps, { normals, keyOf, target, again: isAgain }, job.tolerance);
  const recalled = await look(await mapInTurns(deps.clock, request.sentences, normalizeSentence), again);
  deps.metrics.record('SegmentHit', recalled.unique.length - recalled.misses.length, 'Count');
  deps.metrics.record('SegmentMiss', recalled.misses.length, 'Count');
  await takeTurns();

  // A local engine costs nothing, so that two machines may do the same work.
  const claims = isFree(engine) || recalled.misses.length === 0 ? undefined : openClaims(deps, job);
  const claimed = new Set<string>();
  const take = async (normals: readonly string[], marks: RecalledSentences['marks']): Promise<string[]> => {
    if (!claims) return [...normals];
    const mine: string[] = [];
    for (const slice of slicesOf(normals)) {
      const taken = await claims.take(slice.map((normal) => ({ key: keyOf(normal), seen: marks.get(normal)?.mark })));
      for (const normal of slice) {
        if (!taken.has(keyOf(normal))) continue;
        claimed.add(normal);
        mine.push(normal);
      }
    }
    return mine;
  };

  const aboard = new Set<string>();
  const board = async (normals: readonly string[]) => {
    const own: string[] = [];
    const landings = new Map<string, Landing>();
    for (const slice of slicesOf(normals)) {
      const boarded = deps.sentenceFlights.board(slice.map(keyOf));
      for (const normal of slice) {
        if (!boarded.taken.has(keyOf(normal))) continue;
        aboard.add(normal);
        own.push(normal);
      }
      for (const [key, landing] of boarded.landings) landings.set(key, landing);
      await takeTurns();
    }
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
    await takeTurns();
    if (!isFree(engine)) account.expect(billOf(engine, characters, translator.mostTokens?.(normals)));
    await takeTurns();
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
      await takeTurns();
      await buy(taken);
      await takeTurns();
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
      const { own, landings } = await board(found.misses);
      await obtain(own, found.marks);
      // Before others' are waited for, so that no two jobs wait for each other.
      land(own);
      await takeTurns();
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
    await takeTurns();
    const characters = translator.countCharacters(recalled.unique);
    const savedCharacters = characters - sentCharacters;
    if (request.countsAs !== 'trial') {
      account.spend({ savedCharacters, articles: request.countsAs === 'article' ? 1 : 0 });
    }
    return {
      engine,
      translationOf: (sentence) => series.translationOf(normalizeSentence(sentence)),
      isRefused: (sentence) => (series.outcomeOf(normalizeSentence(sentence))?.issues.length ?? 0) > 0,
      isUnfinished: series.isUnfinished(),
      usage: { characters, savedCharacters, ...series.spent },
    };
  } catch (error) {
    request.onFailure?.({ ...NO_USAGE, ...series.spent });
    throw error;
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
