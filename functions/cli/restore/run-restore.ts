import type { Clock } from '../../../shared/ports/clock.ts';
import type { Restoration, RestoreProgress } from '../../../shared/ports/stores/restoration.ts';
import { countOf, formatCount, showProgress } from '../terminal/show-progress.ts';
import type { CliIo } from '../run-command.ts';
import { describeRestore } from './describe-restore.ts';
import type { RestoreArguments } from './parse-restore.ts';
import type { RestoreCheckpoint } from './restore-checkpoint.ts';

export interface RestoreDependencies {
  restoration: Restoration;
  /** Opens the checkpoint of the run that this name stands for. */
  openCheckpoint: (name: string) => RestoreCheckpoint;
  clock: Pick<Clock, 'monotonicMs'>;
}

/**
 * `depeche restore`. A run that ends in between leaves word how far it came, and the next one goes on there. Resolves to the
 * exit code: 1 when some article is not whole. Throws `DepecheError`.
 */
export async function runRestore(
  args: Omit<RestoreArguments, 'kind'>,
  { restoration, openCheckpoint, clock }: RestoreDependencies,
  io: Pick<CliIo, 'stdout' | 'stderr'>,
): Promise<0 | 1> {
  const { isDryRun, includeDeleted } = args;
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  const { name, items } = await restoration.inspect();
  const checkpoint = isDryRun ? undefined : openCheckpoint(`${name}${includeDeleted ? ' with deleted' : ''}`);
  const after = args.restart ? undefined : await checkpoint?.read();
  say(`${isDryRun ? 'Counting' : 'Copying'} what ${args.from} has and ${args.to} lacks.`);
  if (after) say(`Going on after ${formatCount(after.read)} items; --restart begins anew.`);

  const progress = showProgress({ stderr: io.stderr, clock, unit: 'items', total: items });
  let last = after as RestoreProgress;
  try {
    for await (const now of restoration.run({ includeDeleted, isDryRun, after })) {
      last = now;
      const { articles, sentences } = now.counts;
      const restored = `${countOf(articles.restored, 'article')} and ${countOf(sentences.restored, 'sentence')}`;
      progress.update(now.read, `${restored} ${isDryRun ? 'to restore' : 'restored'}`);
      if (now.position) await checkpoint?.write(now);
    }
  } catch (error) {
    progress.stop();
    if (!isDryRun) say('Not done: run the same command again, and it goes on from here.');
    throw error;
  }
  progress.stop();
  await checkpoint?.remove();
  const { position: _, ...report } = last;
  io.stdout.write(args.isJson ? `${JSON.stringify({ isDryRun, ...report }, null, 2)}\n` : describeRestore(last, args));
  return last.counts.articles.incomplete > 0 ? 1 : 0;
}
