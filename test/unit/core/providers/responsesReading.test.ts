// Answers of the Responses API whose text comes at odd places.

import assert from 'node:assert/strict';
import { AnswerSoFar } from '../../../../src/core/providers/answerSoFar';
import { usualAnswerLimits } from '../../../../src/shared/run/answerLimits';
import type { CallTarget } from '../../../../src/core/providers/apiFailure';
import { responsesReading } from '../../../../src/core/providers/responsesReading';

/** What is heard of these events. */
function answerOf(events: { [name: string]: unknown }[]): string {
  let text = '';
  const add = (_: string, more: string): void => void (text += more);
  const target: CallTarget = {
    label: 'OpenAI',
    url: 'http://127.0.0.1/v1',
    isLocal: false,
    scrub: (words) => words,
    limits: usualAnswerLimits,
  };
  const nothing = (): void => undefined;
  const listener = { onSent: nothing, onHeaders: nothing, onChunk: nothing, onText: add, onWholeText: add };
  const reading = responsesReading(new AnswerSoFar(listener, target));
  for (const event of events) reading.take(event, '', false);
  return text;
}

describe('an answer of the Responses API', () => {
  const output = [{ type: 'message', content: [{ type: 'output_text', text: '10' }] }];
  const completed = { type: 'response.completed', response: { status: 'completed', output } };

  it('is read from the last event where it comes in no other', () => assert.equal(answerOf([completed]), '10'));

  it('is not read twice', () =>
    assert.equal(answerOf([{ type: 'response.output_text.delta', delta: '10' }, completed]), '10'));
});
