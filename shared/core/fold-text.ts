/** Text without case and accents, for comparing what people type with what is written: « Été » and « ete » fold alike. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
