import type { ArticleResult } from '../../../../../shared/core/result.ts';
import type { Messages } from '../../text/messages-en.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

/** Remarks that have a place of their own on the page. */
const SHOWN_ELSEWHERE = new Set(['draft-quality', 'integrity', 'doubtful']);

/** What an editor should look at: sentences the check questioned, and remarks of the service. */
export function ChecksList({ result: { sentences, warnings } }: { result: ArticleResult }) {
  const { messages } = useUi();
  const questioned = sentences.flatMap(({ issues = [], doubtful = [] }, index) => {
    const found = [...new Set([...issues, ...doubtful])];
    return found.length > 0 ? [{ index, issues: found, isFailed: issues.length > 0 }] : [];
  });
  const remarks = warnings.filter(({ code }) => !SHOWN_ELSEWHERE.has(code));
  if (questioned.length === 0 && remarks.length === 0) return null;
  return (
    <section class="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">{messages.toCheck}</h2>
      <ul>
        {questioned.map(({ index, issues, isFailed }) => (
          <li id={`check${index}`} class={isFailed ? undefined : 'lighter'}>
            <a href={`#t${index}`}>{fill(messages.goToSentence, { n: index + 1 })}</a>{' '}
            {issues.map((issue) => describeIssue(issue, messages)).join(' ')}
          </li>
        ))}
        {remarks.map(({ detail }) => (
          <li lang="en">{detail}</li>
        ))}
      </ul>
    </section>
  );
}

/** A sentence about one code of the integrity check; unknown ones stay recognisable. */
export function describeIssue(issue: string, { issues }: Messages): string {
  const known = Object.entries(issues).find(([code]) => code === issue)?.[1];
  return known ?? `${issues.other} (${issue})`;
}
