// JSON from outside: a text may be none, and a short one may be nested without end.

import { isNestedDeep, mostNested } from '../../shared/text/isNestedDeep';
import { messageOf } from '../../shared/text/messageOf';

/** The value of a JSON text; `where` names it for people. Throws in words, also where it is nested too deep. */
export function parseJson(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where} is not JSON: ${messageOf(cause)}`, { cause });
  }
  refuseDeepNesting(value, where);
  return value;
}

/** Throws where values are nested so deep that what walks through them would run out of stack. */
export function refuseDeepNesting(value: unknown, where: string): void {
  if (isNestedDeep(value)) throw new Error(`${where} is nested more than ${mostNested} levels deep; that is refused.`);
}
