import type { ArticleResult } from '../../../../shared/core/result.ts';

export type ExportFormat = 'markdown' | 'json' | 'text';

/** The article for another program or a message: translation and summary; JSON holds everything. */
export function exportArticle(result: ArticleResult, format: ExportFormat) {
  const name = `${result.id.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${result.translation.language}`;
  if (format === 'json') {
    return { fileName: `${name}.json`, mediaType: 'application/json', content: `${JSON.stringify(result, null, 2)}\n` };
  }
  if (format === 'markdown') return { fileName: `${name}.md`, mediaType: 'text/markdown', content: toMarkdown(result) };
  return { fileName: `${name}.txt`, mediaType: 'text/plain', content: toText(result) };
}

function toMarkdown({ source, translation, summary }: ArticleResult): string {
  const blocks = [
    translation.title && `# ${escapeMarkdown(translation.title)}`,
    source.title && `*${escapeMarkdown(source.title)}*`,
    source.url && `<${encodeURI(source.url)}>`,
    summary.translation.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n'),
    summary.translation.length > 0 && '---',
    escapeMarkdown(translation.text),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function toText({ translation, summary }: ArticleResult): string {
  const blocks = [
    translation.title,
    summary.translation.map((sentence) => `- ${sentence}`).join('\n'),
    translation.text,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** Text that stays text in CommonMark: no emphasis, link, HTML, heading, list or quotation comes of it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}
