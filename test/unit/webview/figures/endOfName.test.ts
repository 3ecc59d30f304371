// Names on a canvas.

import assert from 'node:assert/strict';
import { endOfName } from '../../../../webview-ui/src/figures/endOfName';

describe('a name on a plot', () => {
  const shown = (name: string, room: number): string => endOfName(name, room, (text) => Array.from(text).length);

  it('stays whole where there is room', () => assert.equal(shown('tesseract~eng', 13), 'tesseract~eng'));

  it('keeps its end, which tells it from others', () => {
    assert.equal(shown('fireworks~accounts/fireworks/models/deepseek-v3p1', 14), '…deepseek-v3p1');
    assert.equal(shown('模型一号🙂甲', 3), '…🙂甲');
  });

  it('is a sign that something is there where there is no room at all', () => {
    assert.equal(shown('gpt', 1), '…');
    assert.equal(shown('gpt', 0), '…');
  });
});
