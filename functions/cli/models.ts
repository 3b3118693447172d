import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ModelStore, StoredModel } from '../../shared/ports/engines/model-store.ts';
import { toMegabytes } from '../local/engine/describe-offer.ts';
import type { ModelsArguments } from './parse-arguments.ts';
import type { CliIo } from './run-command.ts';

type Io = Pick<CliIo, 'stdout' | 'stderr'>;

/**
 * `depeche models`. Without a name, `pull` takes the best published model and `verify` all that are here. Resolves to
 * the exit code: 1 when a model is not as it should be. Throws `DepecheError`.
 */
export async function runModelsCommand(args: ModelsArguments, store: ModelStore, io: Io): Promise<0 | 1> {
  const say = (line: string) => void io.stdout.write(`${line}\n`);
  switch (args.action) {
    case 'list': {
      const { models, registryProblem } = await store.list();
      if (args.format === 'text') for (const model of models) say(describeModel(model));
      else say(JSON.stringify(models, null, 2));
      if (registryProblem) io.stderr.write(`Listed from what is known here. ${registryProblem.message}\n`);
      return 0;
    }
    case 'pull':
      for (const name of args.names.length > 0 ? args.names : [(await store.offer()).name]) {
        await pullModel(store, name, io);
        say(`${name} is ready. The local engine uses it from its next start on.`);
      }
      return 0;
    case 'verify': {
      let isSound = true;
      for (const name of args.names.length > 0 ? args.names : await store.listInstalled()) {
        for (const { file, problem } of await store.verify(name)) {
          say(`${name} ${basename(file)}: ${problem ?? 'as it should be'}`);
          if (problem !== undefined) isSound = false;
        }
      }
      if (!isSound) say('Pull what is damaged again, or remove it: depeche models pull|remove NAME');
      return isSound ? 0 : 1;
    }
    case 'remove':
      for (const name of args.names) {
        if (!(await store.remove(name))) {
          throw new DepecheError('not-found', 'That model is not on this machine; see depeche models list.');
        }
        say(`${name} is removed.`);
      }
      return 0;
  }
}

function describeModel({ name, summary, licence, downloadBytes, isInstalled, damage }: StoredModel): string {
  const here = damage ? `damaged (${basename(damage.file)}: ${damage.problem})` : 'installed';
  const elsewhere =
    downloadBytes === undefined ? 'not pulled by this version' : `${toMegabytes(downloadBytes)} MB to pull`;
  return `${name}: ${isInstalled ? here : elsewhere}; ${summary}; ${licence}`;
}

/** Pulls a model; a bar on a terminal, silence elsewhere. Throws `DepecheError`. */
export async function pullModel(store: ModelStore, name: string, { stderr }: Pick<CliIo, 'stderr'>): Promise<void> {
  if (stderr.isTTY !== true) return void (await store.pull(name));
  const bar = new SingleBar({ stream: stderr, format: '{bar} {mb}/{totalMb} MB {name}', hideCursor: true });
  bar.start(1, 0, { name, mb: toMegabytes(0), totalMb: '?' });
  try {
    await store.pull(name, {
      onProgress: (received, total) => {
        bar.setTotal(total);
        bar.update(received, { mb: toMegabytes(received), totalMb: toMegabytes(total) });
      },
    });
  } finally {
    bar.stop();
  }
}
