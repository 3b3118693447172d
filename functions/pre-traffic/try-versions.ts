import type { Trial } from '../../shared/app/trial/create-trial.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { FunctionCaller } from '../../shared/ports/function-caller.ts';
import { gatewayRequest } from './gateway-request.ts';
import { TRIAL_LANGUAGES, TRIAL_SENTENCES, writeTrialArticle } from './trial-article.ts';

export interface TrialDependencies {
  trial: Trial;
  functions: FunctionCaller;
  /** The versions that are to get traffic. */
  versions: { http: string; events: string };
}

/** What the table or the gate could not do; an article of the service's own must come through without. */
const BAD_WARNINGS = new Set(['cache-unavailable', 'integrity', 'not-translated', 'fallback-engine']);

/**
 * Sends the built-in article through the new version of each function, as their callers do, and reads it back. Its
 * sentences are in the memory before, so that a version which pays for any of them is at fault. Leaves nothing behind.
 * Throws a `DepecheError` that says what was not as it should be, at the latest when `signal` aborts.
 */
export async function tryVersions(deps: TrialDependencies, id: string, signal: AbortSignal): Promise<void> {
  await deps.trial.seed(TRIAL_SENTENCES, TRIAL_LANGUAGES);
  await cleaningUp(deps, `${id}-http`, (article) => tryHttp(deps, article, signal));
  await cleaningUp(deps, `${id}-events`, (article) => tryEvents(deps, article, signal));
}

async function cleaningUp(deps: TrialDependencies, id: string, attempt: (id: string) => Promise<void>): Promise<void> {
  try {
    await attempt(id);
  } finally {
    await deps.trial.forget(id);
  }
}

async function tryHttp(deps: TrialDependencies, id: string, signal: AbortSignal): Promise<void> {
  const { trial, functions, versions } = deps;
  const ask = async (method: string, path: string, expected: number, body?: unknown): Promise<string> => {
    const answer = (await functions.call(versions.http, gatewayRequest(id, method, path, body), signal)) as Answer;
    require(answer.statusCode === expected, `${method} answered ${answer.statusCode} instead of ${expected}`);
    return answer.body;
  };
  const read = async (...request: Parameters<typeof ask>) => JSON.parse(await ask(...request)) as ArticleResult;

  const health = await read('GET', '/v1/health', 200);
  require(health.pipelineVersion === trial.pipelineVersion, 'The new version keeps its results under other keys');
  requireSound(await read('POST', '/v1/articles', 200, writeTrialArticle(id)));
  await requireKept(deps, id);
  const address = `/v1/articles/${id}`;
  const again = await read('GET', address, 200);
  require(again.cached && hasTranslations(again), 'What was read back is not what was processed');
  await ask('DELETE', address, 204);
  await ask('GET', address, 404);
}

interface Answer {
  statusCode: number;
  body: string;
}

async function tryEvents(deps: TrialDependencies, id: string, signal: AbortSignal): Promise<void> {
  const event = { id, 'detail-type': 'ArticlePublished', detail: writeTrialArticle(id) };
  const message = { messageId: id, body: JSON.stringify(event), attributes: { ApproximateReceiveCount: '1' } };
  const answer = (await deps.functions.call(deps.versions.events, { Records: [message] }, signal)) as {
    batchItemFailures?: unknown[];
  };
  require(answer.batchItemFailures?.length === 0, 'The message was given back');
  await requireKept(deps, id);
}

async function requireKept({ trial }: TrialDependencies, id: string): Promise<void> {
  const kept = await trial.read(id, TRIAL_LANGUAGES.target);
  require(kept !== undefined, 'The result was not kept');
  requireSound(kept);
}

function requireSound(result: ArticleResult): void {
  const bad = result.warnings.map(({ code }) => code).filter((code) => BAD_WARNINGS.has(code));
  require(bad.length === 0, `The result has the warnings ${bad.join(', ')}`);
  require(result.usage.billedCharacters === 0, 'Sentences that are in the memory were paid for');
  require(hasTranslations(result), 'Sentences that are in the memory were translated anew');
}

function hasTranslations({ translation, summary }: ArticleResult): boolean {
  const [[, title], ...sentences] = TRIAL_SENTENCES;
  const texts = sentences.map(([, text]) => text as string);
  const [picked = ''] = summary.translation;
  return translation.title === title && translation.text === texts.join('\n\n') && texts.includes(picked);
}

function require(condition: boolean, fault: string): asserts condition {
  if (!condition) throw new DepecheError('internal', `${fault}.`);
}
