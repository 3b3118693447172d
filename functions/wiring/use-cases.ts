import { pipelineVersion } from '../../shared/app/article/pipeline-version.ts';
import type { AppDependencies } from '../../shared/app/dependencies.ts';
import { createListEngines, type ListEngines } from '../../shared/app/engines/list-engines.ts';
import type { AcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createDeleteArticle, type DeleteArticle } from '../../shared/app/use-cases/delete-article.ts';
import {
  createGetArticle,
  createGetSource,
  type GetArticle,
  type GetSource,
} from '../../shared/app/use-cases/get-article.ts';
import { createListArticles, type ListArticles } from '../../shared/app/use-cases/list-articles.ts';
import { createQueueArticle, type QueueArticle } from '../../shared/app/use-cases/queue-article.ts';
import { createReadRefresh, type ReadRefresh } from '../../shared/app/use-cases/read-refresh.ts';
import { createReadUsage, type ReadUsage } from '../../shared/app/use-cases/read-usage.ts';
import { createRecordFailure, type RecordFailure } from '../../shared/app/use-cases/record-failure.ts';
import { ACCEPTED_PREFIX } from '../../shared/config/constants.ts';
import type { HtmlExtractor } from '../../shared/ports/html-extractor.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { TranslationEngine } from '../../shared/ports/engines/translator.ts';
import { createEngineGenerations, type ProcessUseCases } from './engines/engine-generations.ts';

/** What the ways in can do; each of them does nothing else. */
export interface UseCases extends Omit<ProcessUseCases, 'acceptArticle'> {
  getArticle: GetArticle;
  getSource: GetSource;
  listArticles: ListArticles;
  deleteArticle: DeleteArticle;
  /** Says what to process for a refresh. */
  readRefresh: ReadRefresh;
  readUsage: ReadUsage;
  listEngines: ListEngines;
  extractArticle: HtmlExtractor['extract'];
  recordFailure: RecordFailure;
  /** Takes an article on for later; absent where there is no inbox. */
  acceptArticle?: QueueArticle;
  describeService: () => ServiceDescription;
}

/** The engine that new jobs run on, and the version of what it makes. */
export interface ServiceDescription {
  engine: Pick<TranslationEngine, 'id' | 'version' | 'quality'>;
  model?: string | undefined;
  quality: TranslationEngine['quality'];
  pipelineVersion: string;
}

/** Where articles go that are taken on for later, and are found again when they are deleted before. */
export type AcceptedInbox = Pick<Inbox, 'put' | 'list' | 'remove'>;

/**
 * The use cases on one set of adapters, whose engine can be replaced while they run. Those that take an article up bring
 * all rules of the text with them and wait for their first call: a function that answers what is stored starts without.
 */
export function createUseCases(deps: AppDependencies, inbox?: AcceptedInbox) {
  const { use, current, takeOver, close } = createEngineGenerations(deps, async (own) =>
    (await import('./process-use-cases.ts')).createProcessUseCases(own),
  );
  const acceptArticle: AcceptArticle = (...given) => use((cases) => cases.acceptArticle(...given));
  const useCases: UseCases = {
    processArticle: (...given) => use((cases) => cases.processArticle(...given)),
    cleanArticle: (...given) => use((cases) => cases.cleanArticle(...given)),
    summarizeArticle: (...given) => use((cases) => cases.summarizeArticle(...given)),
    translateArticle: (...given) => use((cases) => cases.translateArticle(...given)),
    estimateArticle: (...given) => use((cases) => cases.estimateArticle(...given)),
    getArticle: createGetArticle(deps),
    getSource: createGetSource(deps),
    listArticles: createListArticles(deps),
    deleteArticle: createDeleteArticle({ ...deps, inbox, acceptedPrefix: ACCEPTED_PREFIX }),
    readRefresh: createReadRefresh(deps),
    readUsage: createReadUsage(deps),
    listEngines: () => createListEngines(current())(),
    extractArticle: (html, options) => deps.extractor.extract(html, options),
    recordFailure: createRecordFailure(deps),
    ...(inbox
      ? { acceptArticle: createQueueArticle({ ...deps, acceptArticle, inbox, acceptedPrefix: ACCEPTED_PREFIX }) }
      : {}),
    describeService: () => {
      const { id, version, quality, model } = current().translator.engine;
      return { engine: { id, version, quality }, model, quality, pipelineVersion: pipelineVersion(current()) };
    },
  };
  return { useCases, takeOver, close };
}
