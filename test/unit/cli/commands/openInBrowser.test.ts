import assert from 'node:assert/strict';
import { browserCommand } from '../../../../src/cli/commands/openInBrowser';

describe('the browser', () => {
  it('is asked for without a shell on every system', () => {
    assert.deepEqual(browserCommand('linux', '/a b/index.html'), ['xdg-open', '/a b/index.html']);
    assert.deepEqual(browserCommand('darwin', '/a b/index.html'), ['open', '/a b/index.html']);
    assert.deepEqual(browserCommand('win32', '/a b/x').slice(0, 2), ['rundll32', 'url.dll,FileProtocolHandler']);
    assert.match(browserCommand('win32', '/a b/x')[2]!, /^file:.*a%20b/);
  });
});
