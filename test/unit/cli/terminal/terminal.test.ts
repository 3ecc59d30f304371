import assert from 'node:assert/strict';
import { colorsOf, type OutputStream } from '../../../../src/cli/terminal/terminal';

const nowhere: OutputStream = { write: () => true };

describe('colors', () => {
  const terminal: OutputStream = { write: () => true, isTTY: true };
  const paints = (stream: OutputStream, environment: { [name: string]: string }): boolean =>
    colorsOf(stream, environment).red('x') !== 'x';

  it('follow the terminal, NO_COLOR and FORCE_COLOR', () => {
    assert.equal(paints(terminal, {}), true);
    assert.equal(paints(nowhere, {}), false);
    assert.equal(paints(terminal, { TERM: 'dumb' }), false);
    assert.equal(paints(terminal, { NO_COLOR: '1' }), false);
    assert.equal(paints(terminal, { NO_COLOR: '' }), true);
    assert.equal(paints(nowhere, { FORCE_COLOR: '1' }), true);
    assert.equal(paints(terminal, { FORCE_COLOR: '0' }), false);
    assert.equal(paints(nowhere, { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  });
});
