import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createS3Inbox, type S3Inbox } from '../../shared/adapters/inbox-s3.ts';
import { estimateSentences } from '../../shared/adapters/translator-llm/estimate-tokens.ts';
import { LLM_TIMEOUT_SECONDS, LLM_TOKENS_PER_SECOND } from '../../shared/config/constants.ts';
import type { loadBackfillConfig } from '../../shared/config/service-config.ts';
import { createBucketArchive } from '../cli/backfill/bucket-archive.ts';
import { createFedBucket } from '../cli/backfill/fed-bucket.ts';
import { createFedFolder } from '../cli/backfill/fed-folder.ts';
import { createFolderArchive } from '../cli/backfill/folder-archive.ts';
import { openJournal } from '../cli/backfill/journal.ts';
import type { ArchivePrice } from '../cli/backfill/look-at-file.ts';
import type { ArchivePlace } from '../cli/backfill/parse-backfill.ts';
import type { BackfillDependencies } from '../cli/backfill/run-backfill.ts';

type BackfillConfig = ReturnType<typeof loadBackfillConfig>;

/** The archive that was named, and the inbox that the settings name: a deployment's bucket, or else this machine's folder. */
export function openBackfill(config: BackfillConfig, place: ArchivePlace): BackfillDependencies & { close(): void } {
  const { DEPECHE_INBOX_BUCKET: inboxBucket, DEPECHE_DATA_DIR: folder, s3PathStyle } = config;
  const buckets: S3Inbox[] = [];
  const open = (bucket: string) => {
    const objects = createS3Inbox({ bucket, sdk: { forcePathStyle: s3PathStyle } });
    buckets.push(objects);
    return objects;
  };
  const archive =
    place.kind === 'folder' ? createFolderArchive(place.path) : createBucketArchive(open(place.bucket), place);
  const inbox = inboxBucket === undefined ? createFedFolder(folder) : createFedBucket(open(inboxBucket), inboxBucket);
  return {
    archive,
    inbox,
    journal: openJournal(folder, { from: archive.place, to: inbox.place }),
    extractor: createReadabilityExtractor(),
    clock: createSystemClock(),
    price: priceOf(config),
    close: () => {
      for (const bucket of buckets) bucket.close();
    },
  };
}

/** What the engine that the settings name charges. */
function priceOf(config: BackfillConfig): ArchivePrice {
  const { DEPECHE_TRANSLATOR: engine } = config;
  if (engine === 'local') return { usdPerMillionCharacters: 0 };
  if (engine === 'amazon') return { usdPerMillionCharacters: config.DEPECHE_PRICE_PER_MILLION };
  const [input = 0, output = 0] =
    engine === 'bedrock'
      ? [config.DEPECHE_BEDROCK_INPUT_PRICE, config.DEPECHE_BEDROCK_OUTPUT_PRICE]
      : [config.DEPECHE_OPENAI_INPUT_PRICE, config.DEPECHE_OPENAI_OUTPUT_PRICE];
  const limits = {
    maxInputTokens: config.DEPECHE_LLM_MAX_INPUT_TOKENS,
    maxOutputTokens: LLM_TIMEOUT_SECONDS.events * LLM_TOKENS_PER_SECOND,
    maxLines: config.DEPECHE_LLM_MAX_LINES,
  };
  const estimate = (sentences: readonly string[]) => estimateSentences(sentences, limits);
  return { usdPerMillionCharacters: 0, tokens: { usdPerMillion: { input, output }, estimate } };
}
