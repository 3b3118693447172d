import type { CleaningMark } from '../../../core/article.ts';
import { setNoBreakSpaces } from '../../../core/typography/no-break-spaces.ts';
import type { ArticleInput } from '../../../core/input.ts';
import type { ArticleResult, Warning } from '../../../core/result.ts';
import { prepareArticle, type TextDependencies } from '../../article/prepare-article.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { showText } from '../../article/show-text.ts';
import type { RequestContext } from '../../work/request-context.ts';

/** A cleaned article and what was done to it. */
export interface CleanResult {
  id: string;
  title: string;
  text: string;
  language: string;
  /** The text as given, or as extracted from the page; `marks` point into it. */
  original: string;
  marks: CleaningMark[];
  cleaning: ArticleResult['cleaning'];
  warnings: Warning[];
}

export type CleanArticleStage = (input: ArticleInput, context: RequestContext) => Promise<CleanResult>;

/** Extracts and cleans; calls no engine and no table. Throws `DepecheError` as `prepareArticle` says. */
export function createCleanArticle(deps: TextDependencies & Pick<AppDependencies, 'clock'>): CleanArticleStage {
  return async (input) => {
    const { id, clean, cleaning, language, original, warnings } = await prepareArticle(deps, input);
    const { marks } = clean;
    const title = setNoBreakSpaces(clean.title);
    const text = await showText(deps.clock, clean.text);
    return { id, title, text, language, original, marks, cleaning, warnings };
  };
}
