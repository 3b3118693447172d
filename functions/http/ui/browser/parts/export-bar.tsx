import { useState } from 'hono/jsx/dom';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { type ExportFormat, exportArticle } from '../../article/export-article.ts';
import { articleAddress } from '../data/place.ts';
import { useUi } from '../data/ui-context.ts';

const FORMATS: readonly ExportFormat[] = ['markdown', 'text', 'json'];

/** Ways to take the article along. */
export function ExportBar({ result }: { result: ArticleResult }) {
  const { messages, root } = useUi();
  const [copied, setCopied] = useState<ExportFormat | undefined>(undefined);
  const copy = async (format: ExportFormat) => {
    await navigator.clipboard.writeText(exportArticle(result, format).content);
    setCopied(format);
  };
  const group = (label: string, act: (format: ExportFormat) => void) => (
    <fieldset class="group">
      <legend class="quiet">{label}</legend>
      {FORMATS.map((format) => (
        <button type="button" class="plain" aria-label={`${label}: ${messages[format]}`} onClick={() => act(format)}>
          {messages[format]}
        </button>
      ))}
    </fieldset>
  );
  return (
    <>
      {group(messages.copy, (format) => void copy(format))}
      {group(messages.download, (format) => download(result, format))}
      <button type="button" class="plain" onClick={() => print()}>
        {messages.print}
      </button>
      <a class="permalink" href={articleAddress(root, result.id, result.translation.language)}>
        {messages.permalink}
      </a>
      <span role="status" class="quiet">
        {copied ? messages.copied : ''}
      </span>
    </>
  );
}

function download(result: ArticleResult, format: ExportFormat): void {
  const { fileName, mediaType, content } = exportArticle(result, format);
  const address = URL.createObjectURL(new Blob([content], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
