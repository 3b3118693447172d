import { describeUnknownName } from '../../shared/config/nearest-name.ts';
import type { UnknownMember } from '../../shared/contracts/unknown-members.ts';
import type { ArticleInput } from '../../shared/core/input.ts';

/** Of a member's name; a stranger wrote it. */
const MAX_NAME_CHARACTERS = 60;
/** An object that has nothing to do with an article is not listed whole. */
const MAX_NAMED = 5;

/** The remark on members that were not read, where an article is processed all the same; nothing when there are none. */
export function remarkUnknownMembers(unknown: readonly UnknownMember[]): Pick<ArticleInput, 'remarks'> {
  if (unknown.length === 0) return {};
  const named = unknown.slice(0, MAX_NAMED).map(({ pointer, name, known, isOption = false }) => {
    const why = isOption ? 'is said by an option of the command' : describeUnknownName(name, known);
    return `${pointer.slice(0, MAX_NAME_CHARACTERS)} ${why}`;
  });
  const more = unknown.length > MAX_NAMED ? [`${unknown.length - MAX_NAMED} more are not known`] : [];
  return { remarks: [{ code: 'unknown-member', detail: `Not read: ${[...named, ...more].join(', ')}` }] };
}
