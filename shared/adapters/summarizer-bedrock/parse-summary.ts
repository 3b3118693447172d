import { DepecheError } from '../../core/errors.ts';

/**
 * The sentences of a model's answer: a JSON array of strings, whatever the model writes around it. At most
 * `maxSentences`, white space evened out. Throws `translation-failed` when there is no such array or nothing in it.
 */
export function parseSummary(answer: string, maxSentences: number): string[] {
  const sentences = readArray(answer)
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
  if (sentences.length === 0) throw unusable();
  return sentences.slice(0, maxSentences);
}

function readArray(answer: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1));
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(cause?: unknown): DepecheError {
  return new DepecheError('translation-failed', "The model's answer is no summary. Ask for an extractive one.", {
    cause,
  });
}
