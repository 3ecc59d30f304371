// API keys: SecretStorage before the environment, nothing passed on that no model API needs.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { activated, answering } from './extensionUnderTest';

const api = {
  id: 'openai',
  label: 'OpenAI',
  isLocal: false,
  isSimulated: false,
  keyVariable: 'OPENAI_API_KEY',
  baseUrlVariable: 'OPENAI_BASE_URL',
  defaultConcurrency: 1,
};
const apis = [{ ...api, connect: () => Promise.reject(new Error('never asked')) }];

describe('API keys', () => {
  let keys: IsoSpeedBenchApi['keys'];

  beforeEach(async () => {
    keys = (await activated()).keys;
  });

  afterEach(() => keys.remove('OPENAI_API_KEY'));

  it('are kept in the secret storage and overlay the environment', async () => {
    assert.equal(await keys.originOf('OPENAI_API_KEY'), 'none');
    await keys.store('OPENAI_API_KEY', '  not-a-real-key\n');
    assert.equal(await keys.originOf('OPENAI_API_KEY'), 'stored');
    assert.equal((await keys.environmentFor(apis))['OPENAI_API_KEY'], 'not-a-real-key');
    await keys.remove('OPENAI_API_KEY');
    assert.equal((await keys.environmentFor(apis))['OPENAI_API_KEY'], undefined);
  });

  it('pass on nothing of the environment but what model APIs need', async () => {
    const environment = await keys.environmentFor(apis);
    assert.equal(environment['PATH'], undefined);
    assert.equal(environment['HOME'], undefined);
  });

  it("come with VS Code's own proxy, which goes before the environment's", async () => {
    const http = vscode.workspace.getConfiguration('http');
    const set = async (name: string, value: unknown): Promise<void> =>
      http.update(name, value, vscode.ConfigurationTarget.Global);
    try {
      await set('proxy', 'http://proxy.example:3128');
      await set('noProxy', ['intern.example', '10.0.0.1']);
      const { http_proxy, https_proxy, no_proxy } = await keys.environmentFor(apis);
      assert.deepEqual(
        [http_proxy, https_proxy, no_proxy],
        ['http://proxy.example:3128', 'http://proxy.example:3128', 'intern.example,10.0.0.1'],
      );
      await set('proxySupport', 'off');
      assert.notEqual((await keys.environmentFor(apis))['http_proxy'], 'http://proxy.example:3128');
    } finally {
      for (const name of ['proxy', 'noProxy', 'proxySupport']) await set(name, undefined);
    }
  });

  it('are set and removed by the command', async () => {
    // First the list of model APIs comes, later what to do with a key that is set.
    const pickOpenAi = (items: { label: string }[]): unknown =>
      items.find(({ label }) => label === 'Remove' || label === 'OpenAI');
    const asked = await answering(
      { showQuickPick: pickOpenAi, showInputBox: 'not-a-real-key', showInformationMessage: undefined },
      () => Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.setApiKey')),
    );
    assert.equal(asked.at(-1), 'showInformationMessage: The API key of OpenAI is set.');
    assert.equal(
      asked.some((question) => question.includes('not-a-real-key')),
      false,
    );
    assert.equal(await keys.originOf('OPENAI_API_KEY'), 'stored');
    await answering({ showQuickPick: pickOpenAi, showInformationMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.setApiKey')),
    );
    assert.equal(await keys.originOf('OPENAI_API_KEY'), 'none');
  });
});
