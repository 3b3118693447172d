import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runModelsCommand } from '../../../functions/cli/models.ts';
import { type ModelsArguments, parseArguments } from '../../../functions/cli/parse-arguments.ts';
import { UsageError } from '../../../functions/cli/usage-error.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { ModelStore } from '../../../shared/ports/engines/model-store.ts';
import { createFakeStore } from '../../support/model-store-fake.ts';

async function run(words: string[], store: ModelStore, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const collect = (name: keyof typeof written) =>
    Object.assign(
      new Writable({
        write(chunk, _, done) {
          written[name] += String(chunk);
          done();
        },
      }),
      { isTTY },
    );
  const args = parseArguments(['models', ...words]) as ModelsArguments;
  const exitCode = await runModelsCommand(args, store, { stdout: collect('stdout'), stderr: collect('stderr') });
  return { exitCode, ...written };
}

describe('depeche models', () => {
  test('lists models, for people and for programs', async () => {
    const { stdout } = await run([], createFakeStore(['quick']));
    expect(stdout).toBe(
      'best: 26.2 MB to pull; the best one; MPL-2.0\nquick: installed; the quick one; MPL-2.0\n' +
        'new: not pulled by this version; the new one; MPL-2.0\n',
    );

    const json = await run(['list', '--json'], createFakeStore(['quick']));
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'best', isInstalled: false }, { name: 'quick' }, {}]);
  });

  test('lists a damaged model as damaged, with the file', async () => {
    const { stdout } = await run([], createFakeStore(['best'], { problem: 'not readable' }));

    expect(stdout).toContain('best: damaged (model.bin: not readable); the best one; MPL-2.0\n');
  });

  test('says that the list is what is known here when the registry does not answer', async () => {
    const { exitCode, stdout, stderr } = await run([], createFakeStore(['quick'], { offline: true }));

    expect(exitCode).toBe(0);
    expect(stdout).toContain('quick: installed');
    expect(stderr).toBe('Listed from what is known here. The registry is far away.\n');
  });

  test('pulls the best model, or those named', async () => {
    const store = createFakeStore([]);

    expect(await run(['pull'], store)).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('best'),
    });
    await run(['pull', 'quick', 'best'], store);

    expect(store.pulled).toEqual(['best', 'quick', 'best']);
  });

  test('shows how far a download is on a terminal', async () => {
    const { stderr } = await run(['pull'], createFakeStore([]), true);

    expect(stderr).toContain('13.0/26.2 MB');
  });

  test('verifies what is installed, or what is named, and fails when something is wrong', async () => {
    expect(await run(['verify'], createFakeStore(['quick']))).toMatchObject({
      exitCode: 0,
      stdout: 'quick model.bin: as it should be\n',
    });
    expect(await run(['verify', 'best'], createFakeStore(['best'], { problem: 'another checksum' }))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('best model.bin: another checksum'),
    });
  });

  test('removes a model, and says when there is none', async () => {
    expect((await run(['remove', 'quick'], createFakeStore(['quick']))).stdout).toBe('quick is removed.\n');
    await expect(run(['remove', 'best'], createFakeStore([]))).rejects.toBeInstanceOf(DepecheError);
  });

  test.each([[['models', 'steal']], [['models', 'remove']]])('refuses %j', (words) => {
    expect(() => parseArguments(words)).toThrow(UsageError);
  });
});
