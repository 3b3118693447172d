import type { PullRefusal } from '../../shared/config/pull-refusal.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ModelStore } from '../../shared/ports/engines/model-store.ts';
import { describeOffer } from '../local/engine/describe-offer.ts';
import { pullModel } from './models.ts';
import type { ArticleArguments } from './parse-arguments.ts';
import type { CliIo } from './run-command.ts';
import { ask } from './terminal/ask.ts';

const HOW = 'A better model is fetched by: npm run depeche -- models pull';

/**
 * Before a command translates where no neural model is and no engine was chosen: asks a person at a terminal, once, whether
 * the published model may be fetched, and tells everybody else in one line on stderr. Whatever comes of it, the command
 * goes on with the engine that is there. Throws `DepecheError` for a folder of models that cannot be read or written.
 */
export async function offerModel(
  { command, files }: Pick<ArticleArguments, 'command' | 'files'>,
  { store, refusal }: { store: ModelStore; refusal: PullRefusal | undefined },
  io: Pick<CliIo, 'stdin' | 'stderr'>,
): Promise<void> {
  const translates = command === 'process' || command === 'translate';
  if (!translates || refusal === 'an engine was chosen') return;
  const { model, isShipped } = await store.find();
  if (model && !isShipped) return;
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  // What is typed may be the article itself.
  const isAsked = io.stdin.isTTY === true && io.stderr.isTTY === true && !files.includes('-');
  if (!isAsked || refusal !== undefined || (await store.isDeclined())) return say(`Draft quality. ${HOW}`);
  try {
    const offer = await store.offer();
    const answer = await ask(`Fetch a better model, ${describeOffer(offer)}? [Y/n] `, io);
    if (answer === 'yes') return await pullModel(store, offer.name, io);
    if (answer === 'no') await store.decline();
    say(`Draft quality, then. ${HOW}`);
  } catch (error) {
    if (!(error instanceof DepecheError)) throw error;
    say(`Draft quality for now. ${error.message}`);
  }
}
