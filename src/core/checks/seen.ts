// What a check looks at: the answer as a whole, or one value of its JSON where the check has a JSON path.

import { describeJsonError } from '../answerText/describeJsonError';
import { extractAnswer } from '../answerText/extractAnswer';
import { JsonNumber } from '../answerText/jsonNumber';
import { formatJson, parseJson } from '../answerText/jsonText';
import type { JsonValue } from '../answerText/jsonValues';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { writingsOf } from '../answerText/jsonAnswer';
import { unwrapped } from '../answerText/wrappers';

export interface Seen {
  answer: ModelAnswer;
  /** The value of the answer's JSON; absent for the answer as a whole. */
  value?: JsonValue;
}

/** A value of the answer's JSON, to be looked at like an answer: text as it is, a number as it is written, anything else as JSON. */
export function seenValue(value: JsonValue): Seen {
  const text = typeof value === 'string' ? value : formatJson(value);
  return { answer: { raw: text, said: text, beside: null }, value };
}

/** All that was said, without thinking and without blanks around it. */
export function saidOf({ answer }: Seen): string {
  return answer.said.trim();
}

/** The readings of an answer that may equal a text, the most literal first: as it stands, then out of its fence, then out of what it is wrapped in. */
export function readingsOf({ answer, value }: Seen): string[] {
  if (value instanceof JsonNumber) return writingsOf(value);
  if (value !== undefined) return [answer.said.trim()];
  const extracted = extractAnswer(answer.said);
  return [...new Set([answer.raw.trim(), answer.said.trim(), extracted, unwrapped(extracted, 'text')])];
}

/** The JSON of the answer, or where it stops being JSON. */
export function jsonOf({ answer, value }: Seen): { value: JsonValue } | { fault: string } {
  if (value !== undefined) return { value };
  const text = extractAnswer(answer.said, 'json');
  const fault = describeJsonError(text);
  return fault === undefined ? { value: parseJson(text) } : { fault };
}
