/**
 * The sentences of a model's answer: a JSON array of strings, whatever the model writes around it. At most
 * `maxSentences`, white space evened out; none when there is no such array.
 */
export function parseSummary(answer: string, maxSentences: number): string[] {
  return readArray(answer)
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '')
    .slice(0, maxSentences);
}

function readArray(answer: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return []; // it is no summary, which is what the caller is told
  }
}
