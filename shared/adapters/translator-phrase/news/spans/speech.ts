import { byWord, dictionary, type FixedSpan, lowerAt } from './fixed-span.ts';

/** Participles of verbs that only people are the subject of in the news, with their English past. */
const SPEECH = dictionary(
  `déclaré said indiqué said précisé said affirmé said assuré said estimé said dit said expliqué explained ajouté added
souligné stressed rappelé recalled regretté regretted dénoncé denounced réagi reacted promis promised répété repeated
confié confided annoncé announced répondu replied reconnu acknowledged admis admitted conclu concluded écrit wrote
insisté insisted martelé insisted poursuivi continued averti warned prévenu warned demandé asked appelé called
salué welcomed déploré deplored accusé accused démenti denied`,
);
const SPEAKERS = byWord<string>({ il: 'he', elle: 'she', ils: 'they', elles: 'they' });
const AUXILIARIES = byWord<readonly string[]>({ a: [], ont: [], avait: ['had'], avaient: ['had'] });

/** Who said: "a déclaré" is "said", "il a ajouté" and "a-t-il ajouté" are "he added", never "it". */
export function translateSpeech(tokens: readonly string[], start: number): FixedSpan | undefined {
  const speaker = SPEAKERS[lowerAt(tokens, start)];
  const auxiliaryAt = start + (speaker === undefined ? 0 : 1);
  const auxiliary = AUXILIARIES[lowerAt(tokens, auxiliaryAt)];
  if (auxiliary === undefined) return undefined;
  const inverted = SPEAKERS[lowerAt(tokens, auxiliaryAt + 1).replace(/^-/, '')];
  const isInverted = inverted !== undefined && tokens[auxiliaryAt + 1]?.startsWith('-') === true;
  const verbAt = auxiliaryAt + (isInverted ? 2 : 1);
  const past = SPEECH.get(tokens[verbAt] ?? '');
  if (past === undefined) return undefined;
  const subject = isInverted ? inverted : speaker;
  return { start, end: verbAt + 1, tokens: [...(subject === undefined ? [] : [subject]), ...auxiliary, past] };
}
