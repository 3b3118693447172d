import type { OptionValues } from '../options.ts';
import { UsageError } from '../usage-error.ts';

/** Where an archive is. */
export type ArchivePlace = { kind: 'folder'; path: string } | { kind: 'bucket'; bucket: string; prefix: string };

/** Feeds an archive into the inbox. */
export interface BackfillArguments {
  kind: 'backfill';
  archive: ArchivePlace;
  /** Articles a second. */
  rate: number;
  /** Whether nobody is asked. */
  isAgreed: boolean;
  isDryRun: boolean;
  /** Whether to forget what was sent before. */
  restart: boolean;
  isJson: boolean;
}

/** A file takes some milliseconds to read, look for and put. */
const MAX_RATE = 50;

/** Throws `UsageError`. */
export function parseBackfill(values: OptionValues, words: readonly string[]): BackfillArguments {
  const [place, ...more] = words;
  if (place === undefined || place === '' || more.length > 0) {
    throw new UsageError('backfill takes one archive: a folder, or s3://BUCKET/PREFIX.');
  }
  const rate = Number(values.rate);
  if (!/^\d+(\.\d+)?$/.test(values.rate) || rate < 0.01 || rate > MAX_RATE) {
    throw new UsageError(`--rate takes articles a second, from 0.01 to ${MAX_RATE}.`);
  }
  const { yes: isAgreed, 'dry-run': isDryRun, restart, json: isJson } = values;
  return { kind: 'backfill', archive: parsePlace(place), rate, isAgreed, isDryRun, restart, isJson };
}

function parsePlace(place: string): ArchivePlace {
  if (!/^s3:/i.test(place)) return { kind: 'folder', path: place };
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9.-]{3,63})(?:\/(.*))?$/is.exec(place) ?? [];
  if (bucket === undefined) throw new UsageError('An archive in S3 is written s3://BUCKET/PREFIX.');
  return { kind: 'bucket', bucket, prefix };
}
