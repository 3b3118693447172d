import { DepecheError } from '../../../shared/core/errors.ts';
import type { PullRefusal } from '../../../shared/config/pull-refusal.ts';
import type { LocalModel } from '../../../shared/ports/engines/local-model.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import type { ModelStore } from '../../../shared/ports/engines/model-store.ts';
import { describeOffer, toMegabytes } from './describe-offer.ts';

/** Parts of a download that are told at the terminal. */
const TOLD_PARTS = 4;

export interface ModelFetchOptions {
  store: ModelStore;
  /** Why nothing is fetched, if so. */
  refusal: PullRefusal | undefined;
  /** Lets new jobs run on the model. */
  takeOver: (model: LocalModel) => Promise<void>;
  /** Shows a line to the person at the terminal. */
  say: (line: string) => void;
  logger: Logger;
}

export type ModelFetch = ReturnType<typeof fetchModel>;

/**
 * Fetches the published model in the background where no neural one is on this machine, and lets it take over. Whatever
 * keeps it from that is told in one line, and the service goes on as it is; the next start continues. Throws nothing.
 */
export function fetchModel({ store, refusal, takeOver, say, logger }: ModelFetchOptions) {
  const stopping = new AbortController();
  let progress: { model: string; received: number; total: number } | undefined;

  async function run(): Promise<void> {
    if (refusal === 'an engine was chosen') return;
    const { model: present, isShipped } = await store.find();
    if (present && !isShipped) return;
    const refused = refusal ?? ((await store.isDeclined()) ? 'it was declined' : undefined);
    if (refused !== undefined) {
      say(`No better model is fetched: ${refused}. npm run depeche -- models pull fetches one.`);
      return;
    }
    const offer = await store.offer(stopping.signal);
    say(`Fetching a better model, ${describeOffer(offer)}. To refuse: DEPECHE_MODEL_PULL=off npm start`);
    const { name } = offer;
    let told = 0;
    progress = { model: name, received: 0, total: offer.downloadBytes };
    const onProgress = (received: number, total: number) => {
      progress = { model: name, received, total };
      const parts = Math.floor((received / total) * TOLD_PARTS);
      if (parts > told) say(`${name}: ${toMegabytes(received)} of ${toMegabytes(total)} MB`);
      told = Math.max(told, parts);
    };
    const model = await store.pull(name, { onProgress, signal: stopping.signal });
    await takeOver(model);
    say(`${name} is here: new translations are of ${model.quality} quality.`);
  }

  const done = run()
    .catch((error: unknown) => {
      if (stopping.signal.aborted) return;
      if (!(error instanceof DepecheError)) logger.error('The model could not be fetched', { error });
      const why = error instanceof DepecheError ? error.message : 'Something went wrong; the log says where.';
      say(`The engine that is here goes on; the next start tries again. ${why}`);
    })
    .finally(() => {
      progress = undefined;
    });

  return {
    /** How far it is, in bytes, from the first to the moment that the model takes over. */
    progress: () => progress,
    /** Settles when nothing is on its way any more, whatever became of it. */
    done,
    /** Stops it; what has arrived stays for the next start. */
    stop: async () => {
      stopping.abort(new Error('the service stops'));
      await done;
    },
  };
}
