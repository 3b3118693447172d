import { toPrintableLine } from '../../../shared/core/text/to-printable.ts';
import type { RestoreProgress } from '../../../shared/ports/stores/restoration.ts';
import { formatCount } from '../terminal/show-progress.ts';

/** What became of everything, for people. */
export function describeRestore(
  { counts, read, incompleteIds, underWayIds }: RestoreProgress,
  { isDryRun }: { isDryRun: boolean },
): string {
  const { articles, sentences, months, leftOut } = counts;
  const restored = (count: number) => `${formatCount(count)} ${isDryRun ? 'to restore' : 'restored'}`;
  const others = (...parts: (readonly [count: number, what: string])[]) =>
    parts.flatMap(([count, what]) => (count > 0 ? [`${formatCount(count)} ${what}`] : []));
  const line = (name: string, parts: readonly string[]) =>
    parts.length > 0 ? `  ${name.padEnd(10)} ${parts.join(', ')}\n` : '';
  const mended = isDryRun ? 'of those with lost texts to bring back' : 'of those got lost texts back';
  return [
    `${formatCount(read)} items read.${isDryRun ? ' Nothing was written.' : ''}\n`,
    line('articles', [
      restored(articles.restored),
      ...others(
        [articles.present, 'there already'],
        [articles.mended, mended],
        [articles.deleted, 'deleted since (--include-deleted brings them back)'],
        [articles.expired, 'expired'],
        [articles.incomplete, 'not whole in the restored table'],
      ),
    ]),
    line('sentences', [
      restored(sentences.restored),
      ...others([sentences.present, 'there already'], [sentences.expired, 'expired']),
    ]),
    line('months', [restored(months.restored), ...others([months.present, 'counted on'], [months.expired, 'expired'])]),
    line(
      'left out',
      others(
        [leftOut.deletionMarks, 'deletion marks'],
        [leftOut.leases, 'leases'],
        [leftOut.reservations, 'reservations'],
        [leftOut.momentary, 'claims, refusals and signs of life'],
        [leftOut.trialArticles, 'trial articles'],
        [leftOut.unknown, 'items of a kind that this version does not know'],
      ),
    ),
    list('Not whole, to be sent again', articles.incomplete, incompleteIds),
    list('Were being worked on, to be sent or refreshed again', articles.underWay, underWayIds),
  ].join('');
}

function list(what: string, count: number, ids: readonly string[]): string {
  if (count === 0) return '';
  const more = count > ids.length ? ` and ${formatCount(count - ids.length)} more` : '';
  return `${what}: ${ids.map(toPrintableLine).join(', ')}${more}\n`;
}
