// What a run does after its last answer, in words.

import assert from 'node:assert/strict';
import { drawingText } from '../../../../src/shared/words/drawingText';

describe('the words of drawing result images', () => {
  it('count those that are done of all that were asked for', () =>
    assert.equal(drawingText({ done: 459, asked: 1980 }), 'drawing result images 459/1,980'));
});
