import type { parseArgs } from 'node:util';

/** Every option of the command, whichever of its commands takes it. */
export const OPTIONS = {
  to: { type: 'string', default: 'en' },
  sentences: { type: 'string', default: '3' },
  html: { type: 'boolean', default: false },
  keep: { type: 'string', multiple: true },
  engine: { type: 'string' },
  json: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  out: { type: 'string' },
  all: { type: 'boolean', default: false },
  id: { type: 'string' },
  'from-table': { type: 'string' },
  'to-table': { type: 'string' },
  'include-deleted': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  restart: { type: 'boolean', default: false },
  /** Leaves most of a stage's concurrency to today's news: an article takes a few seconds, of two to five batches at a time. */
  rate: { type: 'string', default: '1' },
  yes: { type: 'boolean', short: 'y', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** What was said of them. */
export type OptionValues = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
