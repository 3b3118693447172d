import { toPrintableLine } from '../../../shared/core/text/to-printable.ts';
import type { RefusedFile } from '../../../shared/ports/article-archive.ts';
import { countOf, formatCount } from '../terminal/show-progress.ts';

/** What became of an archive. */
export interface BackfillReport {
  from: string;
  to: string;
  isDryRun: boolean;
  sent: number;
  /** Not sent yet. */
  toSend: number;
  alreadyThere: number;
  refused: RefusedFile[];
  /** Of what there was to send, at most; and what they would cost with none of it remembered. */
  characters: number;
  estimatedCostUsd: number;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** What is about to be sent, in one line. */
export function describePlan({ toSend, to, characters, estimatedCostUsd }: BackfillReport, rate: number): string {
  const cost =
    estimatedCostUsd > 0
      ? `at most ${formatCount(characters)} characters, ${estimatedCostUsd.toFixed(2)} USD`
      : `at most ${formatCount(characters)} characters, no bill`;
  const time = formatDuration(toSend / rate);
  return `${countOf(toSend, 'article')} to ${toPrintableLine(to)}: ${cost}; ${rate} a second, ${time}.`;
}

export function describeBackfill({ isDryRun, sent, toSend, alreadyThere, refused }: BackfillReport): string {
  const first = isDryRun ? `${formatCount(toSend)} to send` : `${formatCount(sent)} sent`;
  const lines = refused.map(
    ({ name, problem }) => `  ${toPrintableLine(name)}: ${toPrintableLine(problem.detail)} (${problem.code})\n`,
  );
  return `${first}, ${formatCount(alreadyThere)} already there, ${formatCount(refused.length)} refused.\n${lines.join('')}`;
}

/** `some 40 s`, `some 12 min`, `some 3 h`. */
function formatDuration(seconds: number): string {
  if (seconds < 2 * MINUTE_SECONDS) return `some ${Math.ceil(seconds)} s`;
  if (seconds < 2 * HOUR_SECONDS) return `some ${Math.round(seconds / MINUTE_SECONDS)} min`;
  return `some ${Math.round(seconds / HOUR_SECONDS)} h`;
}
