import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createS3Inbox, type S3Inbox } from '../../shared/adapters/inbox-s3.ts';
import type { loadBackfillConfig } from '../../shared/config/service-config.ts';
import { createBucketArchive } from '../cli/backfill/bucket-archive.ts';
import { createFedBucket } from '../cli/backfill/fed-bucket.ts';
import { createFedFolder } from '../cli/backfill/fed-folder.ts';
import { createFolderArchive } from '../cli/backfill/folder-archive.ts';
import { openJournal } from '../cli/backfill/journal.ts';
import type { ArchivePlace } from '../cli/backfill/parse-backfill.ts';
import type { BackfillDependencies } from '../cli/backfill/run-backfill.ts';

/** The archive that was named, and the inbox that the settings name: a deployment's bucket, or else this machine's folder. */
export function openBackfill(
  config: ReturnType<typeof loadBackfillConfig>,
  place: ArchivePlace,
): BackfillDependencies & { close(): void } {
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
    usdPerMillionCharacters: config.DEPECHE_TRANSLATOR === 'local' ? 0 : config.DEPECHE_PRICE_PER_MILLION,
    close: () => {
      for (const bucket of buckets) bucket.close();
    },
  };
}
