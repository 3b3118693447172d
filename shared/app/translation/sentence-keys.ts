import type { SourceLanguage, TranslationEngine } from '../../ports/engines/translator.ts';
import { hashParts } from '../article/hash-parts.ts';

/** Names a translated sentence by everything its translation depends on. */
export function sentenceKey(
  normal: string,
  source: SourceLanguage,
  target: string,
  { id, version, glossaryVersion }: TranslationEngine,
): string {
  return hashParts([normal, source, target, id, version, glossaryVersion ?? '']);
}

/** `sentenceKey` for one translation, which makes each key once. */
export function createSentenceKeys(
  source: SourceLanguage,
  target: string,
  engine: TranslationEngine,
): (normal: string) => string {
  const keys = new Map<string, string>();
  return (normal) => {
    const key = keys.get(normal) ?? sentenceKey(normal, source, target, engine);
    keys.set(normal, key);
    return key;
  };
}
