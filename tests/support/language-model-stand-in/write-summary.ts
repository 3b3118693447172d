/** The ways in which a summary can be wrong. */
export type SummaryFault = 'invented-number' | 'invented-name' | 'prose' | 'empty' | 'too-many';

/** A summary of the article's own first sentences, as many as the instructions allow; spoilt when asked for. */
export function writeSummary(system: string, article: string, fault: SummaryFault | undefined): string {
  const count = Number(/\d+/.exec(system)?.[0] ?? 1);
  const all = article.split(/(?<=[.!?…])\s+/);
  const sentences = all.slice(0, count);
  switch (fault) {
    case undefined:
      return JSON.stringify(sentences);
    case 'invented-number':
      return JSON.stringify(['Le bilan est de 98 765 blessés.', ...sentences.slice(1)]);
    case 'invented-name':
      return JSON.stringify(['Selon Gaspard Quillebœuf, c’est certain.']);
    case 'prose':
      return `Voici le résumé : ${sentences.join(' ')}`;
    case 'empty':
      return '[]';
    case 'too-many':
      return `\`\`\`json\n${JSON.stringify([...all, ' ', 7])}\n\`\`\``;
  }
}
