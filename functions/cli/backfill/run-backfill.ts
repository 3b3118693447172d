import { DepecheError } from '../../../shared/core/errors.ts';
import type { ArticleArchive, FedInbox } from '../../../shared/ports/article-archive.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import { MAX_OBJECT_BYTES } from '../../events/read-article.ts';
import type { CliIo } from '../run-command.ts';
import { ask } from '../terminal/ask.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { UsageError } from '../usage-error.ts';
import { type BackfillReport, describeBackfill, describePlan } from './describe-backfill.ts';
import type { ArchivedFile, Journal } from './journal.ts';
import type { LookDependencies } from './look-at-file.ts';
import { createPace } from './pace.ts';
import type { BackfillArguments } from './parse-backfill.ts';
import { planBackfill, problemOf } from './plan-backfill.ts';

export interface BackfillDependencies extends LookDependencies {
  archive: ArticleArchive;
  inbox: FedInbox;
  journal: Journal;
  clock: Clock;
}

/**
 * `depeche backfill`: feeds an archive into the inbox, a file at a time at its rate. A file is sent once, however often
 * the command ends in between. Resolves to the exit code: 1 when a file was refused or the answer was no. Throws `DepecheError`, `UsageError`.
 */
export async function runBackfill(
  args: Omit<BackfillArguments, 'kind' | 'archive'>,
  deps: BackfillDependencies,
  io: CliIo,
): Promise<0 | 1> {
  const { archive, inbox, journal, clock } = deps;
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  if (args.restart) await journal.forget();
  say(`Looking at ${archive.place}`);
  const looking = { stderr: io.stderr, clock, unit: 'files' };
  let look: ReturnType<typeof showProgress> | undefined;
  const plan = await planBackfill(deps, (looked, total) => {
    look ??= showProgress({ ...looking, total });
    look.update(looked, 'looked at');
  }).finally(() => look?.stop());

  const report: BackfillReport = {
    from: archive.place,
    to: inbox.place,
    isDryRun: args.isDryRun,
    sent: 0,
    toSend: plan.files.length,
    alreadyThere: plan.alreadyThere,
    refused: plan.refused,
    characters: plan.characters,
    estimatedCostUsd: toMicroUsd(plan.costUsd) / 1_000_000,
  };
  if (plan.files.length > 0) {
    const words = describePlan(report, args.rate);
    if (args.isDryRun || args.isAgreed) say(words);
    else if (!(await isAgreed(words, io))) return 1;
    if (!args.isDryRun) await send(plan.files, report, args, deps, io);
  }
  io.stdout.write(args.isJson ? `${JSON.stringify(report, null, 2)}\n` : describeBackfill(report));
  return report.refused.length > 0 ? 1 : 0;
}

/** Sums of binary fractions are a little off. */
const toMicroUsd = (usd: number) => Math.round(usd * 1_000_000);

/** Throws `UsageError` where nobody is there to be asked. */
async function isAgreed(words: string, io: CliIo): Promise<boolean> {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) {
    throw new UsageError(`${words} Add --yes to send them.`);
  }
  return (await ask(`${words} Send them? [Y/n] `, io)) === 'yes';
}

async function send(
  files: readonly ArchivedFile[],
  report: BackfillReport,
  { rate }: Pick<BackfillArguments, 'rate'>,
  { archive, inbox, journal, clock }: BackfillDependencies,
  { stderr }: Pick<CliIo, 'stderr'>,
): Promise<void> {
  const progress = showProgress({ stderr, clock, unit: 'articles', total: files.length });
  const turn = createPace(rate, clock);
  try {
    for (const [index, { name, id }] of files.entries()) {
      await turn();
      try {
        // Somebody may have dropped one of its name meanwhile, who knows better.
        if (await inbox.has(name)) report.alreadyThere += 1;
        else {
          const { body, contentType } = await archive.get(name, {
            maxBytes: MAX_OBJECT_BYTES,
            acceptsType: () => true,
          });
          await inbox.put(name, body, contentType ?? typeOf(name));
          report.sent += 1;
        }
        await journal.add({ name, id });
      } catch (error) {
        report.refused.push({ name, problem: problemOf(error) });
      }
      report.toSend -= 1;
      progress.update(index + 1, `${report.refused.length} refused`);
    }
  } catch (error) {
    if (error instanceof DepecheError) {
      stderr.write(`\nNot done: ${report.sent} sent. The same command goes on from here.\n`);
    }
    throw error;
  } finally {
    progress.stop();
  }
}

/** Its bytes say in which encoding they are. */
function typeOf(name: string): string {
  if (/\.json$/i.test(name)) return 'application/json';
  return /\.html?$/i.test(name) ? 'text/html' : 'text/plain';
}
