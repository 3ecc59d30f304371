// Which of several things that are awaited at once is shown in the end.

import assert from 'node:assert/strict';
import { Turns } from '../../../../src/extension/host/turns';

describe('Turns', () => {
  it('show what was asked for last, in whatever order it comes', () => {
    const turns = new Turns();
    const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
    assert.equal(turns.take(second), true);
    assert.equal(turns.take(first), false, 'a slow one does not come over a newer one');
    assert.equal(turns.take(third), true);
  });

  it('show what came to something where what was asked for later did not', () => {
    const turns = new Turns();
    const first = turns.begin();
    turns.begin();
    assert.equal(turns.take(first), true);
  });
});
