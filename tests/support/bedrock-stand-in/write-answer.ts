import type { ConverseInput } from './start-bedrock-stand-in.ts';

/** The ways in which an answered call can be wrong. */
export type AnswerFault = 'invented-number' | 'invented-name' | 'prose' | 'truncated' | 'empty' | 'too-many';

/** A summary of the article's own first sentences, as many as the instructions allow; spoilt when asked for. */
export function writeAnswer(
  input: ConverseInput,
  fault: AnswerFault | undefined,
): { text: string; stopReason: string } {
  const { article } = JSON.parse(input.messages[0]?.content[0]?.text ?? '{}') as { article: string };
  const count = Number(/\d+/.exec(input.system[0]?.text ?? '')?.[0] ?? 1);
  const all = article.split(/(?<=[.!?…])\s+/);
  const sentences = all.slice(0, count);
  switch (fault) {
    case undefined:
      return { text: JSON.stringify(sentences), stopReason: 'end_turn' };
    case 'invented-number':
      return {
        text: JSON.stringify(['Le bilan est de 98 765 blessés.', ...sentences.slice(1)]),
        stopReason: 'end_turn',
      };
    case 'invented-name':
      return { text: JSON.stringify(['Selon Gaspard Quillebœuf, c’est certain.']), stopReason: 'end_turn' };
    case 'prose':
      return { text: `Voici le résumé : ${sentences.join(' ')}`, stopReason: 'end_turn' };
    case 'truncated':
      return { text: JSON.stringify(sentences).slice(0, 20), stopReason: 'max_tokens' };
    case 'empty':
      return { text: '[]', stopReason: 'end_turn' };
    case 'too-many':
      return { text: `\`\`\`json\n${JSON.stringify([...all, ' ', 7])}\n\`\`\``, stopReason: 'end_turn' };
  }
}
