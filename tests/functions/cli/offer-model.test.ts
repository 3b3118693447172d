import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { offerModel } from '../../../functions/cli/offer-model.ts';
import type { PullRefusal } from '../../../shared/config/pull-refusal.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { ModelStore } from '../../../shared/ports/engines/model-store.ts';
import { createFakeStore } from '../../support/model-store-fake.ts';

interface Setting {
  store: ModelStore;
  refusal?: PullRefusal;
  /** What the person types; nothing without a terminal, `null` for closing the input. */
  typed?: string | null;
  files?: string[];
  command?: 'process' | 'translate' | 'clean';
}

/** What stands on stderr in the end. */
async function offer({ store, refusal, typed, files = ['a.txt'], command = 'process' }: Setting): Promise<string> {
  const isTTY = typed !== undefined;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  if (typed === null) stdin.end();
  else if (typed !== undefined) stdin.write(`${typed}\n`);
  await offerModel({ command, files }, { store, refusal }, { stdin, stderr });
  return String(stderr.read() ?? '');
}

describe('a command that translates where no better model is', () => {
  test.each(['', 'y', 'Yes', 'oui'])('asks at a terminal, and fetches on %j', async (typed) => {
    const store = createFakeStore([]);

    const said = await offer({ store, typed });

    expect(said).toContain('Fetch a better model, best (26.2 MB from models.example, MPL-2.0)? [Y/n]');
    expect(store.pulled).toEqual(['best']);
  });

  test('asks once: who declines is not asked again', async () => {
    const store = createFakeStore([]);

    expect(await offer({ store, typed: 'n' })).toContain('models pull');
    const second = await offer({ store, typed: 'y' });

    expect(second).toBe('Draft quality. A better model is fetched by: npm run depeche -- models pull\n');
    expect(store.pulled).toEqual([]);
  });

  test('goes on when the question is closed, and asks again another time', async () => {
    const store = createFakeStore([]);

    expect(await offer({ store, typed: null })).toContain('Draft quality, then.');
    expect(await store.isDeclined()).toBe(false);
  });

  test.each<[string, Omit<Setting, 'store'>]>([
    ['there is no terminal', {}],
    ['the article is typed at it', { typed: 'y', files: ['-'] }],
    ['it is refused by a setting', { typed: 'y', refusal: 'DEPECHE_MODEL_PULL=off' }],
    ['it is a CI', { typed: 'y', refusal: 'CI is set' }],
  ])('says one line and fetches nothing where %s', async (_, setting) => {
    const store = createFakeStore([]);

    expect(await offer({ store, ...setting })).toMatch(/^Draft quality\. .*models pull\n$/);
    expect(store.pulled).toEqual([]);
  });

  test('offers a better one than the model that ships', async () => {
    const store = createFakeStore([], { isShipped: true });
    await offer({ store, typed: 'y' });
    expect(store.pulled).toEqual(['best']);
  });

  test.each<[string, Setting]>([
    ['a model is here', { store: createFakeStore(['own']), typed: 'y' }],
    ['an engine was chosen', { store: createFakeStore([]), typed: 'y', refusal: 'an engine was chosen' }],
    ['nothing is translated', { store: createFakeStore([]), typed: 'y', command: 'clean' }],
  ])('says nothing where %s', async (_, setting) => {
    expect(await offer(setting)).toBe('');
  });

  test('goes on with a word where the model cannot be had', async () => {
    const broken = createFakeStore([], {
      pull: async () => {
        throw new DepecheError('translator-unavailable', 'It broke off.');
      },
    });
    expect(await offer({ store: broken, typed: 'y' })).toContain('Draft quality for now. It broke off.\n');
    const offline = createFakeStore([], { offline: true });
    expect(await offer({ store: offline, typed: 'y' })).toBe('Draft quality for now. The registry is far away.\n');
  });
});
