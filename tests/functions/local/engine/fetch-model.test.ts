import { describe, expect, test } from 'vitest';
import { fetchModel, type ModelFetchOptions } from '../../../../functions/local/engine/fetch-model.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import { createFakeStore, type FakeStoreOptions } from '../../../support/model-store-fake.ts';
import { setup } from '../../../app/support/setup.ts';

function begin(installed: string[], fake: FakeStoreOptions, options: Partial<ModelFetchOptions> = {}) {
  const store = createFakeStore(installed, fake);
  const said: string[] = [];
  const taken: string[] = [];
  const { deps, logged } = setup();
  const fetching = fetchModel({
    store,
    refusal: undefined,
    takeOver: async ({ name }) => void taken.push(name),
    say: (line) => void said.push(line),
    logger: deps.logger,
    ...options,
  });
  return { store, said, taken, logged, fetching };
}

describe('a start without a better model', () => {
  test.each([{ isShipped: false }, { isShipped: true }])('fetches one and lets it take over: %j', async (fake) => {
    const seen: unknown[] = [];
    const { store, said, taken, fetching } = begin([], {
      ...fake,
      pull: async () => void seen.push(fetching.progress()),
    });
    await fetching.done;

    expect(store.pulled).toEqual(['best']);
    expect(taken).toEqual(['best']);
    expect(seen).toEqual([{ model: 'best', received: 13_000_000, total: 26_234_715 }]);
    expect(fetching.progress()).toBeUndefined();
    expect(said).toEqual([
      'Fetching a better model, best (26.2 MB from models.example, MPL-2.0). To refuse: DEPECHE_MODEL_PULL=off npm start',
      'best: 13.0 of 26.2 MB',
      'best is here: new translations are of standard quality.',
    ]);
  });

  test.each<[string, string[], FakeStoreOptions, Partial<ModelFetchOptions>, RegExp]>([
    ['in a CI', [], {}, { refusal: 'CI is set' }, /^No better model is fetched: CI is set\./],
    ['that is refused', [], {}, { refusal: 'DEPECHE_MODEL_PULL=off' }, /DEPECHE_MODEL_PULL=off.*models pull/],
    ['that was declined', [], { isDeclined: true }, {}, /it was declined.*models pull/],
  ])('says one line and fetches nothing: one %s', async (_, installed, fake, options, line) => {
    const { store, said, fetching } = begin(installed, fake, options);
    await fetching.done;

    expect(said).toEqual([expect.stringMatching(line)]);
    expect(store.pulled).toEqual([]);
  });

  test.each<[string, string[], Partial<ModelFetchOptions>]>([
    ['with a model of one’s own', ['own'], {}],
    ['whose engine was chosen', [], { refusal: 'an engine was chosen' }],
  ])('says nothing and fetches nothing: one %s', async (_, installed, options) => {
    const { store, said, fetching } = begin(installed, {}, options);
    await fetching.done;

    expect([said, store.pulled]).toEqual([[], []]);
  });

  test('goes on with a line where the model cannot be had, or cannot be used', async () => {
    const unreachable = begin([], { offline: true });
    await unreachable.fetching.done;
    expect(unreachable.said).toEqual([
      'The engine that is here goes on; the next start tries again. The registry is far away.',
    ]);

    const useless = begin(
      [],
      {},
      {
        takeOver: async () => {
          throw new DepecheError('translator-unavailable', 'The local neural engine cannot be used.');
        },
      },
    );
    await useless.fetching.done;
    expect(useless.said.at(-1)).toContain('cannot be used');
    expect(useless.fetching.progress()).toBeUndefined();
  });

  test('keeps what it does not expect to the log', async () => {
    const { said, logged, fetching } = begin([], {
      pull: async () => {
        throw new TypeError('a secret');
      },
    });
    await fetching.done;

    expect(said.join()).not.toContain('secret');
    expect(logged).toMatchObject([{ level: 'error', message: 'The model could not be fetched' }]);
  });

  test('stops in silence with the service', async () => {
    let begun = () => {};
    const pulling = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { said, taken, fetching } = begin([], {
      pull: ({ signal }) => {
        begun();
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await pulling;
    const before = said.length;

    await fetching.stop();

    expect([said.length, taken]).toEqual([before, []]);
  });
});
