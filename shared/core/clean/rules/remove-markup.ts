import { pattern } from '../furniture/pattern.ts';
import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

const TAG = pattern(
  '',
  String.raw`
    </?(?:a|abbr|aside|article|b|blockquote|br|button|cite|div|em|figure|figcaption|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|main|mark|nav|noscript|ol|p|picture|q|s|section|small|source|span|strong|sub|sup|svg|table|tbody|td|th|tr|u|ul|video)(?=[\s/>])[^<>]{0,1000}>
    <!--[^<>]{0,1000}-->`,
  '',
  'gi',
);
const BLOCK =
  /^<\/?(?:aside|article|blockquote|br|div|fig|footer|h[1-6]|header|hr|li|main|nav|ol|p|section|table|td|th|tr|ul)\b/i;
/** Programs taken out in one pass; the next pass takes the next ones, and the bound keeps the work linear. */
const MAX_PROGRAMS = 100;
const PROGRAM = /<(script|style)\b/gi;

/** Takes out programs with all they hold, and the tags of markup that was left in the text. */
export const removeMarkup: CleaningRule = {
  name: 'markup',
  kind: 'removed',
  find(text) {
    if (!text.includes('<')) return [];
    const programs: Edit[] = [];
    const lower = text.toLowerCase();
    for (const { 1: name = '', index } of text.matchAll(PROGRAM)) {
      if (index < (programs.at(-1)?.end ?? 0)) continue;
      const close = `</${name.toLowerCase()}>`;
      const end = lower.indexOf(close, index);
      if (end < 0 || programs.length === MAX_PROGRAMS) break;
      programs.push({ start: index, end: end + close.length, text: '' });
    }
    const tags = editMatches(text, TAG, ([tag]) => (BLOCK.test(tag) ? '\n' : ''));
    const isOutside = (tag: Edit) => programs.every(({ start, end }) => tag.end <= start || tag.start >= end);
    return programs.length === 0 ? tags : [...programs, ...tags.filter(isOutside)].sort((a, b) => a.start - b.start);
  },
};
