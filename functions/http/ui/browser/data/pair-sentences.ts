const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowRight', 1],
  ['ArrowUp', -1],
  ['ArrowLeft', -1],
]);

/**
 * Lights up both sentences of a pair on hover, focus and tap, and lets the arrow keys go from one to the next. Works on
 * the elements themselves: an article has thousands of them. Returns what undoes it.
 */
export function pairSentences(text: HTMLElement): () => void {
  let lit: readonly Element[] = [];
  const light = (sentence: HTMLElement | undefined) => {
    for (const element of lit) element.classList.remove('lit');
    lit = sentence ? [...text.querySelectorAll(`[data-pair="${sentence.dataset.pair}"]`)] : [];
    for (const element of lit) element.classList.add('lit');
  };
  const sentenceOf = (event: Event): HTMLElement | undefined =>
    (event.target instanceof Element && event.target.closest<HTMLElement>('[data-pair]')) || undefined;
  const focused = () => text.querySelector<HTMLElement>('[data-pair]:focus') ?? undefined;

  const onPoint = (event: Event) => light(sentenceOf(event) ?? focused());
  const onLeave = () => light(focused());
  const onFocus = (event: Event) => {
    const sentence = sentenceOf(event);
    if (!sentence) return;
    for (const element of text.querySelectorAll('[data-pair][tabindex="0"]')) element.setAttribute('tabindex', '-1');
    sentence.setAttribute('tabindex', '0');
    light(sentence);
  };
  const onKey = (event: KeyboardEvent) => {
    const current = sentenceOf(event);
    if (!current || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS.get(event.key);
    if (step === undefined) return;
    const prefix = current.id.charAt(0);
    const next = text.querySelector<HTMLElement>(`#${prefix}${Number(current.dataset.pair) + step}`);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const listeners = [
    ['mouseover', onPoint],
    ['mouseleave', onLeave],
    ['focusin', onFocus],
    ['click', onPoint],
  ] as const;
  for (const [name, listener] of listeners) text.addEventListener(name, listener);
  text.addEventListener('keydown', onKey);
  return () => {
    for (const [name, listener] of listeners) text.removeEventListener(name, listener);
    text.removeEventListener('keydown', onKey);
  };
}
