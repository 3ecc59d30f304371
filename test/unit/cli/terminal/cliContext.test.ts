import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { shownPath } from '../../../../src/cli/terminal/cliContext';

describe('the path of the run folder', () => {
  it('is relative below the current folder and absolute elsewhere', () => {
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/b/runs/x')).replaceAll('\\', '/'), 'runs/x');
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/c')), resolve('/a/c'));
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/b/..runs')), '..runs');
  });
});
