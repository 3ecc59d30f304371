// Whether an answer says in words that there is nothing, where places were asked for.

import { extractAnswer } from '../answerText/extractAnswer';

const none =
  /^(?:(?:there (?:is|are) )?(?:none|nothing|no such (?:thing|object)s?)(?: (?:there|here|found|visible|in (?:the|this) (?:picture|image)))*|no|null|not (?:found|present|visible|there)|n\/a)$/i;

/** Longer than every way of saying it: an answer that never ended need not be read for it. */
const longest = 200;

/** `None`, `NONE.`, `There are none.`, `**none**`, `Answer: nothing`. A longer answer says more than that. */
export function saysNone(said: string): boolean {
  return said.trim().length <= longest && none.test(extractAnswer(said, 'value').replace(/[.!\s]+$/, ''));
}
