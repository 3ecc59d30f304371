// *Update Prices* in a real VS Code: it goes through the proxy of the environment, once, and says why there is no list. What a list does is
// tested without a window.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startProxyServer } from '../servers/proxyServer';
import { activated, answering } from './extensionUnderTest';

describe('Update Prices', () => {
  it('asks for the list where it is published, and says why it did not come', async () => {
    await activated();
    const proxy = await startProxyServer({});
    const before = process.env['HTTPS_PROXY'];
    process.env['HTTPS_PROXY'] = proxy.url;
    try {
      const told = await answering({ showErrorMessage: undefined, showInformationMessage: undefined }, async () =>
        vscode.commands.executeCommand('isoSpeedBench.updatePrices'),
      );
      assert.deepEqual(proxy.asked, ['CONNECT raw.githubusercontent.com:443']);
      assert.match(told.join('\n'), /^showErrorMessage: .*proxy/i);
    } finally {
      if (before === undefined) delete process.env['HTTPS_PROXY'];
      else process.env['HTTPS_PROXY'] = before;
      await proxy.close();
    }
  });
});
