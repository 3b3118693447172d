import type { ArticleListItem } from '../../api-types.ts';
import { fill } from '../../text/messages.ts';
import { articleAddress } from '../data/place.ts';
import { useUi } from '../data/ui-context.ts';

interface LibraryTableProps {
  articles: readonly ArticleListItem[];
  onDelete: (article: ArticleListItem) => void;
}

export function LibraryTable({ articles, onDelete }: LibraryTableProps) {
  const { messages, format, root } = useUi();
  return (
    <table class="library">
      <thead>
        <tr>
          <th scope="col">{messages.columnTitle}</th>
          <th scope="col">{messages.columnStatus}</th>
          <th scope="col">{messages.columnDate}</th>
          <th scope="col">
            <span class="hidden-label">{messages.columnActions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {articles.map((article) => {
          const title = article.title || messages.untitled;
          const targets = article.targets.length > 0 ? article.targets : ['en'];
          return (
            <tr key={article.id}>
              <th scope="row">
                <a href={articleAddress(root, article.id, targets[0] ?? 'en')} lang="fr">
                  {title}
                </a>
                {targets.slice(1).map((target) => (
                  <>
                    {' · '}
                    <a href={articleAddress(root, article.id, target)}>{format.language(target)}</a>
                  </>
                ))}
              </th>
              <td>
                <span class={`status ${article.status}`}>{messages.status[article.status]}</span>
                {article.problem && (
                  <span class="quiet" lang="en">
                    {' '}
                    {article.problem.detail}
                  </span>
                )}
              </td>
              <td class="quiet">{format.date(article.createdAt)}</td>
              <td>
                <button
                  type="button"
                  class="plain"
                  aria-label={fill(messages.deleteOf, { title })}
                  onClick={() => onDelete(article)}
                >
                  {messages.delete}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
