// The link to a run, read the way VS Code hands it over: the query decoded once, which is not once for each of its values.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runLink } from '../../../../src/shared/runs/runLink';

function readBack(link: string): (string | null)[] {
  const query = new URLSearchParams(decodeURIComponent(link.slice(link.indexOf('?') + 1)));
  return ['folder', 'model', 'test'].map((name) => query.get(name));
}

describe('the link to a run', () => {
  it('names whatever folder and model there is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('/a+b', '/a&b', '/100%', '/50%25', '/a=b#c', '/a b', 'C:\\Läufe', '/test=7&model=x', '/?&;'),
    );
    fc.assert(
      fc.property(text, text, fc.nat(), (runDirectory, model, index) => {
        const link = runLink({ runDirectory, test: { model, index } });
        assert.deepEqual(readBack(link), [runDirectory, model, String(index)]);
        assert.doesNotMatch(link, /[\s<>"]/);
      }),
    );
  });

  it('of a run names no test', () => {
    const link = runLink({ runDirectory: '/runs/x', test: null });
    assert.equal(link, 'vscode://iso-speed-bench.iso-speed-bench/run?folder=%2Fruns%2Fx');
  });

  it('of a model with half a letter is a link nevertheless', () => {
    const link = runLink({ runDirectory: '/r', test: { model: 'a\uD800', index: 1 } });
    assert.deepEqual(readBack(link), ['/r', 'a\uFFFD', '1']);
  });
});
